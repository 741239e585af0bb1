internal import SluiceCore

extension StoreCheck {
    /// For every file: records = stored + held + discarded, and as many rows and entries as its counts say.
    ///
    /// Reads every row's key once.
    static let conservation = StoreCheck(
        "conservation",
        "records = stored + held + discarded for every file, as counted in the tables"
    ) { (reader, defects) throws(StoreError) in
        let layouts = try DatasetCatalog(reader.connection).layouts
        let known = layouts.keys.sorted()
        for dataset in known {
            guard let layout = layouts[dataset] else { continue }
            try count(
                reader, rows: layout.rowsTable, "f.dataset = \(ViewText.literal(dataset))", &defects
            )
        }
        let others = known.map(ViewText.literal).joined(separator: ", ")
        try count(reader, rows: nil, "f.dataset NOT IN (\(others))", &defects)
    }

    private static func count(
        _ reader: StoreReader, rows: String?, _ condition: String, _ defects: inout DefectList
    ) throws(StoreError) {
        let rowCount = rows.map {
            "(SELECT count(*) FROM \($0) r WHERE r.id BETWEEN f.first_row AND f.last_row AND r.file_id = f.id)"
        }
        let entries = "FROM entries e WHERE e.file_id = f.id AND e.line IS NOT NULL AND e.status"
        let statement = try Statement(
            reader.connection,
            """
            SELECT f.id, f.name, f.status, f.records, f.stored, f.quarantined, f.discarded,
                \(rowCount ?? "0"), (SELECT count(*) \(entries) = 0), (SELECT count(*) \(entries) = 2)
                FROM ledger f WHERE f.status <> 'loading' AND \(condition)
            """)
        while try statement.step() {
            for problem in problems(statement) {
                defects.add(
                    StationDefect(
                        .error, FilePlace(statement.integer(0), statement.text(1)).text, problem,
                        remedy: "stop sluice and run: sluice rebuild, which makes the file's rows"
                            + " anew and keeps the old database; report it",
                        needsRebuild: true))
            }
        }
    }

    private static func problems(_ row: Statement) -> [String] {
        let (records, stored, held, discarded) = (row.int(3), row.int(4), row.int(5), row.int(6))
        let found = (rows: row.int(7), held: row.int(8), putAside: row.int(9))
        var problems: [String] = []
        if records != stored + held + discarded {
            problems.append(
                "\(records) records are not \(stored) stored + \(held) held + \(discarded) discarded"
            )
        }
        switch FileStatus(rawValue: row.text(2)) {
        case .committed, .archived:
            if found.rows != stored { problems.append("\(stored) stored, but \(found.rows) rows") }
            if found.held != held { problems.append("\(held) held, but \(found.held) entries") }
            if found.putAside > discarded {
                problems.append("\(discarded) discarded, but \(found.putAside) discarded entries")
            }
        case .rejected, .duplicate:
            if records + stored + held + discarded + found.rows > 0 {
                problems.append("\(row.text(2)), but with records")
            }
        case .superseded, .pruned:
            if found.rows > 0, found.rows != stored {
                problems.append("\(row.text(2)) with \(stored) stored, but \(found.rows) rows")
            }
        case .loading, nil: break
        }
        return problems
    }
}
