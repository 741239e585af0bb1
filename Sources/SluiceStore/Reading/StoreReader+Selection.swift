package import SluiceCore

/// The entries that the options of a command line select.
extension StoreReader {
    /// The ids of the entries behind one that a filter lets through, in order, at most so many. Linear in the entries that are looked
    /// at: some 1 µs each where SQL alone cannot tell.
    package func quarantineIDs(
        _ filter: QuarantineFilter, after: Int64 = 0, most: Int = .max,
        datasets: SluiceCore.DatasetCatalog
    ) throws(StoreError) -> [Int64] {
        try reading { () throws(StoreError) in
            guard let query = filter.query else {
                return Array(try idsByFindings(filter).drop { $0 <= after }.prefix(most))
            }
            let others = filter.isQueryOnly ? nil : Set(try idsByFindings(filter))
            var ids: [Int64] = []
            for status in QuarantineStatus.allCases where [nil, status].contains(filter.status) {
                let before = ids.count
                try HeldIndex.forEachPart(
                    connection, status: status, after: after, locating: datasets.heldRecordReader
                ) { part throws(StoreError) in
                    let entries = try HeldFilter(query, part).entries(checking: interruption.check)
                    let found = entries.map { part.columns.ids[Int($0)] }
                    ids += others.map { found.filter($0.contains) } ?? found
                    return ids.count - before < most
                }
            }
            return Array(ids.sorted().prefix(most))
        }
    }

    /// True when a file of this name, spelled as in `files.name`, is in the ledger.
    package func hasFile(named name: String) throws(StoreError) -> Bool {
        let statement = try connection.statement(
            "SELECT 1 FROM ledger WHERE name = ?1 AND status <> 'loading' LIMIT 1")
        statement.bind(name, at: 1)
        defer { statement.reset() }
        return try statement.step()
    }

    /// The names of the files that were taken last, at most 1 000.
    package func newestFileNames() throws(StoreError) -> [String] {
        let statement = try connection.statement(
            "SELECT name FROM ledger WHERE status <> 'loading' ORDER BY id DESC LIMIT 1000")
        defer { statement.reset() }
        var names: [String] = []
        while try statement.step() { names.append(statement.text(0)) }
        return names
    }

    /// Those that pass as far as their file, status and findings go.
    private func idsByFindings(_ filter: QuarantineFilter) throws(StoreError) -> [Int64] {
        guard let shape = filter.shape else {
            let statement = try connection.statement(
                """
                SELECT e.id FROM \(filter.tables) WHERE f.status <> 'loading'\(filter.condition)\(filter.grouping)
                    ORDER BY \(filter.key)
                """)
            filter.bind(to: statement)
            defer { statement.reset() }
            var ids: [Int64] = []
            while try statement.step() { ids.append(statement.integer(0)) }
            return ids
        }
        let statement = try connection.statement(
            """
            SELECT e.id, k.code, k.message, n.value FROM \(filter.tables)
                JOIN finding_kinds k ON k.id = n.kind_id
                WHERE f.status <> 'loading'\(filter.condition) ORDER BY \(filter.key)
            """)
        filter.bind(to: statement)
        defer { statement.reset() }
        var ids: [Int64] = []
        while try statement.step() {
            let id = statement.integer(0)
            guard ids.last != id, let code = FindingCode(rawValue: statement.text(1)) else {
                continue
            }
            let finding = Finding(
                code, rule: "", value: statement.optionalBytes(3), message: statement.text(2))
            if finding.shape == shape { ids.append(id) }
        }
        return ids
    }
}
