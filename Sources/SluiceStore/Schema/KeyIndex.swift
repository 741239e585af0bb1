internal import SluiceCore

/// The SQL that follows from a dataset's key: what makes two rows the same, and the index that finds them.
///
/// The time index alone would do for one sensor; a thousand sensors that report at the same second would make every
/// search a thousand comparisons. So a dataset that looks at keys has an index of its own, unless the key is the time.
struct KeyIndex {
    /// The table and its columns.
    let layout: DatasetLayout
    /// Positions in the layout of the key's cells.
    let positions: [Int]
    /// The key.
    let key: DatasetKey

    /// The SQL for a key that is given by the columns of a schema.
    init(_ key: DatasetKey, of schema: RowSchema, _ layout: DatasetLayout) throws(StoreError) {
        var positions: [Int] = []
        for column in key.columns {
            let name = schema.columns[column].name
            guard let position = layout.position(of: name) else {
                throw StoreError(.misuse, "key column \(name) of \(schema.dataset) is unknown")
            }
            positions.append(position)
        }
        self.key = key
        self.layout = layout
        self.positions = positions
    }

    /// The name of a dataset's key index.
    static func name(_ layout: DatasetLayout) -> String { "\(layout.rowsTable)_by_key" }

    /// The statement that makes the index; nil when the time index is enough.
    var creation: String? {
        guard key.hasLocation || !key.columns.isEmpty else { return nil }
        var parts: [String] = []
        if key.hasTime { parts.append("timestamp_ms") }
        if key.hasLocation { parts.append("location_id") }
        parts += positions.map { value("c\($0)", at: $0) }
        return
            "CREATE INDEX \(Self.name(layout)) ON \(layout.rowsTable)(\(parts.joined(separator: ", ")))"
    }

    /// The index by which rows are searched.
    var searched: String {
        creation == nil ? layout.timeIndex : Self.name(layout)
    }

    /// The condition that row `r` of the table has the key of a row whose columns are named by a function:
    /// of the time, location and extra by their names, of the key's cells by their place in the key.
    func matches(named column: (String) -> String, cell: (Int) -> String) -> String {
        var terms: [String] = []
        if key.hasTime { terms.append("r.timestamp_ms = \(column("timestamp_ms"))") }
        if key.hasLocation { terms.append("r.location_id = \(column("location_id"))") }
        for (place, position) in positions.enumerated() {
            terms.append(
                "\(value("r.c\(position)", at: position)) IS \(value(cell(place), at: position))")
        }
        if key.hasTime {
            let extra = column("extra")
            terms.append(
                "(r.extra >> 1 = \(extra) >> 1 OR \(Self.nanoseconds("r.extra")) = \(Self.nanoseconds(extra)))"
            )
        }
        return terms.joined(separator: " AND ")
    }

    private func value(_ column: String, at position: Int) -> String {
        layout.columns[position].kind == .real ? ScaledDecimal.expression(column) : column
    }

    /// What the digits of a second's fraction amount to, from the integer described at ``ReadingExtra``.
    private static func nanoseconds(_ extra: String) -> String {
        let powers = (1...9).map { digits in
            "WHEN \(digits) THEN 1\(String(repeating: "0", count: 9 - digits))"
        }
        return
            "(\(extra) >> 5) * CASE (\(extra) >> 1) & 15 \(powers.joined(separator: " ")) ELSE 0 END"
    }
}
