internal import SluiceCore

/// What an older database knew of files, for one that is made anew from them.
extension Store {
    /// Ends the connection and leaves a single file, without a log beside it. Throws `locked` while another has it open.
    package func closeAsSingleFile() throws(StoreError) {
        options.assertOwner()
        defer { close() }
        chunks.close()
        try lookBeforeClosing()
        endsLog()
        checkpointer.close()
        connection.forgetStatements()
        guard try connection.text("PRAGMA journal_mode = DELETE") == "delete" else {
            throw StoreError(.locked, "another connection has the new database open")
        }
    }

    /// Gives files the commit times they had, by the names under which they lie; those that are unknown here are passed over.
    ///
    /// In a transaction of its own, outside a group. Linear in the number of files.
    package func adoptCommitTimes(of files: [LedgerEntry]) throws(StoreError) {
        try beginGroup(now: state.lastCommit)
        try undoingOnFailure { () throws(StoreError) in
            try connection.execute(
                "CREATE TEMP TABLE known(name TEXT, refused INTEGER, at INTEGER, PRIMARY KEY (name, refused)) WITHOUT ROWID"
            )
            let note = try Statement(connection, "INSERT OR IGNORE INTO known VALUES (?1, ?2, ?3)")
            for file in files {
                guard let name = file.file.archiveName, let at = file.committedAt else { continue }
                note.bind(name, at: 1)
                note.bind(file.status == .rejected ? 1 : 0, at: 2)
                note.bind(at, at: 3)
                try note.run()
            }
            try connection.execute(
                """
                UPDATE ledger SET committed_at = k.at FROM known k
                    WHERE k.name = archive_name AND k.refused = (status = 'rejected');
                """)
        }
        try commitGroup()
        try connection.execute("DROP TABLE temp.known")
    }
}
