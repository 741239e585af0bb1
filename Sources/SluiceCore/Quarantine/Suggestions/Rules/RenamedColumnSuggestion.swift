/// Required columns that a rejected file has under other names: for each the nearest of those that are no field of the dataset.
///
/// `temp_celsius` for `temperature_celsius`; the only column left where only one is missing. With them the optional columns that have
/// other names: a file is taken without them as well, but their values would be lost.
package enum RenamedColumnSuggestion {
    /// The renames that would let a header bind, all at once; nil when nothing is missing, or no column is near.
    ///
    /// Where a column is found for some of the missing ones only, it is said and nothing is renamed: the file would be refused again.
    package static func suggestion(header cells: [[UInt8]], dataset: Dataset) -> Suggestion? {
        let fields = dataset.effectiveFields
        let names = cells.map { HeaderName.normalized($0) }
        let taken = Set(fields.flatMap { HeaderBinding.headerNames(of: $0) })
        var free = names.filter { !taken.contains($0) && !$0.isEmpty }
        let absent = fields.filter {
            !HeaderBinding.headerNames(of: $0).contains(where: names.contains)
        }
        let missing = absent.filter { dataset.requiresColumn(of: $0) }
        var columns: [String: String] = [:]
        func match(_ fields: [DatasetField]) {
            for field in fields {
                guard let column = nearest(to: field, among: free) else { continue }
                columns[field.name] = column
                free.removeAll { $0 == column }
            }
        }
        match(missing)
        let left = missing.filter { columns[$0.name] == nil }
        if left.count == 1, free.count == 1 { columns[left[0].name] = free.removeFirst() }
        let optional = absent.filter { !dataset.requiresColumn(of: $0) }
        if !columns.isEmpty { match(optional) }
        let renames = (missing + optional).compactMap { field in
            columns[field.name].flatMap { names.firstIndex(of: $0) }.map { place in
                ColumnRename(
                    column: String(decoding: cells[place], as: UTF8.self), field: field.name)
            }
        }
        guard !renames.isEmpty else { return nil }
        let said = renames.map { "the column \($0.column) is most likely \($0.field)" }
            .joined(separator: ", ")
        let unknown = missing.filter { columns[$0.name] == nil }
        guard unknown.isEmpty else {
            let others = unknown.map(\.name).joined(separator: ", ")
            return Suggestion("\(said), but no column is near \(others)", repairs: [])
        }
        return Suggestion(said, repairs: [], renames: renames)
    }

    private static func nearest(to field: DatasetField, among free: [String]) -> String? {
        let wanted = HeaderName.normalized(Array(field.name.utf8))
        return NearestName.of(wanted, among: free) ?? free.first { isAbbreviation($0, of: wanted) }
    }

    /// True when the words of a name begin those of another in order, as `temp_c` does `temperature_celsius`.
    private static func isAbbreviation(_ name: String, of whole: String) -> Bool {
        let parts = name.split(separator: "_")
        let words = whole.split(separator: "_")
        return !parts.isEmpty && parts.count <= words.count
            && zip(parts, words).allSatisfy { $1.hasPrefix($0) }
    }
}
