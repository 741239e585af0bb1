package import SluiceCore

/// What has happened to the files themselves.
extension Store {
    /// Notes where files lie that have left the inbox: `committed` becomes `archived`, duplicates and rejected ones are done.
    ///
    /// A name of nil means that nothing is left to move (the file was replaced or removed): its status stays, and it has no
    /// archive name. Within the open group, or in a transaction of its own.
    package func markArchived(_ files: [(id: Int64, name: String?)]) throws(StoreError) {
        try inTransaction { () throws(StoreError) in
            let statement = try connection.statement(
                """
                UPDATE ledger SET moved = 1, archive_name = ?2, status = CASE
                    WHEN status = 'committed' AND ?2 IS NOT NULL THEN 'archived' ELSE status END
                    WHERE id = ?1
                """)
            for file in files {
                statement.bind(file.id, at: 1)
                statement.bind(file.name, at: 2)
                try statement.run()
                // Where one lay that is nowhere now is told by the doctor.
                if file.name != nil { try SourcePaths(connection).forget(file.id) }
            }
        }
    }

    /// A stored file that lies nowhere gets its place in the archive from another one with the same content, which is told by
    /// `row`: it is to be moved, or copied, there. Within the open group.
    package func archiveAgain(_ id: Int64, from row: FileRow) throws(StoreError) {
        try requireGroup()
        try undoingOnFailure { () throws(StoreError) in
            let statement = try connection.statement(
                "UPDATE ledger SET moved = 0, archive_name = ?2 WHERE id = ?1")
            statement.bind(id, at: 1)
            statement.bind(row.archiveName, at: 2)
            try statement.run()
            try SourcePaths(connection).note(row.sourcePath, ofFile: id)
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
        try SourcePaths(connection).tell(&entries)
        return entries
    }

    /// How much is held now. Linear in the number of entries: about 50 ms for 100 000.
    package func heldTotals() throws(StoreError) -> HeldTotals {
        options.assertOwner()
        let statement = try connection.statement(
            "SELECT count(*), coalesce(sum(length(raw)), 0) FROM entries WHERE status = 0")
        defer { statement.reset() }
        _ = try statement.step()
        return HeldTotals(records: statement.int(0), bytes: statement.int(1))
    }

    private func inTransaction(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        options.assertOwner()
        if isInGroup { return try undoingOnFailure(body) }
        try beginGroup(now: state.lastCommit)
        try undoingOnFailure(body)
        try commitGroup()
    }
}
