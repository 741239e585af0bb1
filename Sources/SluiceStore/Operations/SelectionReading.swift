internal import SluiceCore

/// Finds the entries of a selection, in the order of files and lines.
struct SelectionReading {
    /// An entry that was selected.
    struct Item {
        /// The entry's id.
        let id: Int64
        /// The ledger id of its file.
        let fileID: Int64
        /// Its line; 0 for a file, or for an id that is none.
        let line: Int64
    }

    /// The connection that is read.
    let connection: Connection
    /// What is held, where it is known already.
    let held: HeldIndex?
    /// The datasets, for the locations of records.
    let catalog: SluiceCore.DatasetCatalog

    /// The entries; of a query, those of one status.
    ///
    /// A query without conditions takes one pass over the entries; with some, the values are looked at too (0.2 s for 100 000),
    /// unless they are in memory. What is kept is 24 bytes for each entry that is selected.
    func items(
        _ selection: EntrySelection, status: QuarantineStatus, of request: OperationRequest
    ) throws(StoreError) -> [Item] {
        var items: [Item]
        switch selection {
        case .entries(let ids): items = try given(ids)
        case .matching(let query) where query.filter.isEmpty && query.group == nil:
            items = try all(query.fileID, status)
        case .matching(let query): items = try matching(query, status)
        }
        if case .matching = selection, let newest = request.newestEntry {
            items.removeAll { $0.id > newest }
        }
        if !request.excluded.isEmpty { items.removeAll { request.excluded.contains($0.id) } }
        return items.sorted { ($0.fileID, $0.line, $0.id) < ($1.fileID, $1.line, $1.id) }
    }

    private func given(_ ids: [Int64]) throws(StoreError) -> [Item] {
        let statement = try connection.statement("SELECT file_id, line FROM entries WHERE id = ?1")
        var seen: Set<Int64> = []
        var items: [Item] = []
        for id in ids where seen.insert(id).inserted {
            statement.bind(id, at: 1)
            let isKnown = try statement.step()
            items.append(
                Item(
                    id: id, fileID: isKnown ? statement.integer(0) : 0,
                    line: isKnown ? statement.integer(1) : 0))
            statement.reset()
        }
        return items
    }

    private func all(_ file: Int64?, _ status: QuarantineStatus) throws(StoreError) -> [Item] {
        let statement = try connection.statement(
            """
            SELECT e.id, e.file_id, e.line FROM entries e JOIN ledger f ON f.id = e.file_id
                WHERE e.status = ?1 AND f.status <> 'loading'\(file == nil ? "" : " AND e.file_id = ?2")
            """)
        statement.bind(status.number, at: 1)
        if let file { statement.bind(file, at: 2) }
        defer { statement.reset() }
        var items: [Item] = []
        while try statement.step() {
            items.append(
                Item(
                    id: statement.integer(0), fileID: statement.integer(1),
                    line: statement.integer(2)))
        }
        return items
    }

    private func matching(
        _ query: QuarantineQuery, _ status: QuarantineStatus
    ) throws(StoreError) -> [Item] {
        if let held, status == .held { return try Self.matching(query, held) }
        var items: [Item] = []
        try HeldIndex.forEachPart(
            connection, status: status, locating: catalog.heldRecordReader
        ) { part throws(StoreError) in
            items += try Self.matching(query, part)
            return true
        }
        return items
    }

    private static func matching(
        _ query: QuarantineQuery, _ index: HeldIndex
    ) throws(StoreError) -> [Item] {
        let (columns, files) = (index.columns, index.files)
        return try HeldFilter(query, index).entries(checking: {}).map { entry in
            let entry = Int(entry)
            return Item(
                id: columns.ids[entry], fileID: files[Int(columns.files[entry])].id,
                line: Int64(columns.lines[entry]))
        }
    }
}
