/// A required column that a rejected file has under another name: the nearest of those that are no field of the dataset.
///
/// `temp_celsius` for `temperature_celsius`; the only column left where the only one is missing.
package enum RenamedColumnSuggestion {
    /// The rename that would let a header bind; nil when nothing is missing, or no column is near.
    package static func suggestion(header cells: [[UInt8]], dataset: Dataset) -> Suggestion? {
        let fields = dataset.effectiveFields
        let names = cells.map { HeaderName.normalized($0) }
        let taken = Set(fields.flatMap { HeaderBinding.headerNames(of: $0) })
        let free = names.filter { !taken.contains($0) && !$0.isEmpty }
        let missing = fields.filter { field in
            dataset.requiresColumn(of: field)
                && !HeaderBinding.headerNames(of: field).contains(where: names.contains)
        }
        guard let field = missing.first else { return nil }
        let wanted = HeaderName.normalized(Array(field.name.utf8))
        let column =
            NearestName.of(wanted, among: free) ?? free.first { isAbbreviation($0, of: wanted) }
            ?? (missing.count == 1 && free.count == 1 ? free.first : nil)
        guard let column, let place = names.firstIndex(of: column) else { return nil }
        let shown = String(decoding: cells[place], as: UTF8.self)
        return Suggestion(
            "the column \(shown) is most likely \(field.name)", repairs: [],
            rename: ColumnRename(column: shown, field: field.name))
    }

    /// True when the words of a name begin those of another in order, as `temp_c` does `temperature_celsius`.
    private static func isAbbreviation(_ name: String, of whole: String) -> Bool {
        let parts = name.split(separator: "_")
        let words = whole.split(separator: "_")
        return !parts.isEmpty && parts.count <= words.count
            && zip(parts, words).allSatisfy { $1.hasPrefix($0) }
    }
}
