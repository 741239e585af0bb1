internal import SluiceCore

extension StoreCheck {
    /// Partials are those of the rows: count, minimum and maximum exactly, mean and standard deviation to 10⁻⁹.
    ///
    /// Reads every row once, file by file, each on one state of the database. Files without partials have
    /// their aggregates computed from the rows by the view.
    static let aggregates = StoreCheck("aggregates", "aggregates are those of the rows") {
        (reader, defects) throws(StoreError) in
        let layouts = try DatasetCatalog(reader.connection).layouts
        for layout in layouts.values.sorted(by: { $0.dataset < $1.dataset })
        where layout.hasPartials {
            let comparison = AggregateComparison(reader.connection, layout)
            var last: Int64 = 0
            while let file = try reader.nextCondensed(after: last, of: layout.dataset) {
                last = file.id
                let differences = try reader.reading { () throws(StoreError) in
                    // Read again: it may have changed since the search.
                    try reader.nextCondensed(after: file.id - 1, of: layout.dataset).flatMap {
                        (now) throws(StoreError) in
                        now.id == file.id ? try comparison.differences(of: now) : nil
                    }
                }
                guard let first = differences?.first, let count = differences?.count else {
                    continue
                }
                defects.add(
                    StationDefect(
                        .error, FilePlace(file.id, file.name).text,
                        "\(count) aggregates are not those of its rows, the first: \(first)",
                        remedy: "sluice doctor --repair makes them anew from the rows",
                        repair: .restatePartials(file: file.id)))
            }
        }
    }
}

extension StoreReader {
    /// The next file of a dataset that has partials; nil when there is none.
    fileprivate func nextCondensed(
        after id: Int64, of dataset: String
    ) throws(StoreError) -> AggregateComparison.File? {
        let statement = try connection.statement(
            """
            SELECT id, name, first_row, last_row, condensed FROM ledger
                WHERE id > ?1 AND dataset = ?2 AND condensed > 0 AND status <> 'loading'
                ORDER BY id LIMIT 1
            """)
        statement.bind(id, at: 1)
        statement.bind(dataset, at: 2)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return AggregateComparison.File(
            id: statement.integer(0), name: statement.text(1),
            rows: statement.integer(2)...max(statement.integer(2), statement.integer(3)),
            form: Condensation(rawValue: statement.int(4)) ?? .none)
    }
}
