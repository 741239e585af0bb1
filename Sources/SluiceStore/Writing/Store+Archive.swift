/// What has happened to the files themselves.
extension Store {
    /// Notes that files have left the inbox: `committed` becomes `archived`, duplicates and rejected ones are done.
    ///
    /// Within the open group, or in a transaction of its own.
    package func markArchived(_ ids: [Int64]) throws(StoreError) {
        try inTransaction { () throws(StoreError) in
            let statement = try connection.statement(
                """
                UPDATE ledger SET moved = 1,
                    status = CASE status WHEN 'committed' THEN 'archived' ELSE status END WHERE id = ?1
                """)
            for id in ids {
                statement.bind(id, at: 1)
                try statement.run()
            }
        }
    }

    /// Notes another place than the one chosen before the commit, because that name was taken.
    package func setArchiveName(_ id: Int64, _ name: String) throws(StoreError) {
        try inTransaction { () throws(StoreError) in
            let statement = try connection.statement(
                "UPDATE ledger SET archive_name = ?2 WHERE id = ?1")
            statement.bind(id, at: 1)
            statement.bind(name, at: 2)
            try statement.run()
        }
    }

    /// Files that are in the ledger but not known to have left the inbox, by id: committed, duplicate or rejected.
    package func pendingArchive(
        after id: Int64 = 0, limit: Int
    ) throws(StoreError) -> [LedgerEntry] {
        options.assertOwner()
        let statement = try connection.statement(
            LedgerEntry.selection
                + " WHERE l.moved = 0 AND l.status <> 'loading' AND l.id > ?1 ORDER BY l.id LIMIT ?2"
        )
        statement.bind(id, at: 1)
        statement.bind(limit, at: 2)
        defer { statement.reset() }
        var entries: [LedgerEntry] = []
        while try statement.step() { entries.append(LedgerEntry(statement)) }
        return entries
    }

    private func inTransaction(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        options.assertOwner()
        if isInGroup { return try undoingOnFailure(body) }
        try beginGroup(now: state.lastCommit)
        try undoingOnFailure(body)
        try commitGroup()
    }
}
