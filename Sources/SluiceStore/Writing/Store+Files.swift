package import SluiceCore
internal import SluiceSystem

extension Store {
    /// The ledger row of a content, if it is known otherwise than as a duplicate; rejected ones included.
    package func ledgerEntry(sha256: [UInt8]) throws(StoreError) -> LedgerEntry? {
        options.assertOwner()
        let statement = try connection.statement(
            LedgerEntry.selection + " WHERE l.sha256 = ?1 AND l.status <> 'duplicate'")
        statement.bind(bytes: sha256, at: 1)
        defer { statement.reset() }
        return try statement.step() ? LedgerEntry(statement) : nil
    }

    /// Stores a complete file whose keys nobody looks at. Returns the ledger id.
    package func addFile(
        _ file: FileRow, chunks list: [RecordChunk]
    ) throws(StoreError) -> Int64 {
        try addFile(file, chunks: list, duplicates: nil).id
    }

    /// Stores a complete file: its ledger row, rows, partials and held records.
    ///
    /// Throws `constraint`, before anything is written, when the counts of the file are not those of the chunks or do
    /// not add up. A rule for repeated keys changes the chunks, and the counts that are stored and returned.
    /// A rejected row of the same content is removed: it has been judged again.
    package func addFile(
        _ file: FileRow, chunks list: [RecordChunk], duplicates rule: DuplicateRule?
    ) throws(StoreError) -> StoredFile {
        try requireGroup()
        let stored = list.reduce(0) { $0 + $1.count }
        let held = list.reduce(0) { $0 + $1.held.count }
        try Self.checkCounts(file, stored: stored, held: held)
        guard list.isEmpty || catalog.layouts[file.dataset] != nil else {
            throw StoreError(.misuse, "dataset \(file.dataset) is not registered")
        }
        let lastLine = list.reduce(Int64(0)) { max($0, $1.largestLine) }
        return try undoingOnFailure { () throws(StoreError) in
            let firstRow = reserveRows(lastLine + 1)
            var file = file
            var replaced = 0
            if let rule, let layout = catalog.layouts[file.dataset] {
                let tally = try settle(list, rule, ofFile: 0, layout)
                file.stored -= tally.discarded + tally.held
                file.quarantined += tally.held
                file.discarded += tally.discarded
                replaced = try giveWay(tally.overtaken, layout)
                noteCommitted(file.dataset, rows: firstRow...(firstRow + lastLine))
            }
            let form = Condensation(for: list, catalog.layouts[file.dataset])
            let id = try insert(
                file, status: .committed, firstRow: firstRow, lastRow: firstRow + lastLine,
                form: form)
            var partials = 0
            for chunk in list {
                try chunks.write(
                    chunk, to: place(of: file.dataset, id, firstRow: firstRow), as: form,
                    partials: &partials)
                countRecords(chunk.recordCount)
            }
            return StoredFile(id: id, file: file, replaced: replaced)
        }
    }

    /// Notes a file whose content is stored under another ledger row. Returns the ledger id.
    package func addDuplicate(_ file: FileRow, of id: Int64) throws(StoreError) -> Int64 {
        try requireGroup()
        var file = file
        (file.records, file.stored, file.quarantined, file.discarded) = (0, 0, 0, 0)
        return try undoingOnFailure { () throws(StoreError) in
            try insert(file, status: .duplicate, duplicateOf: id)
        }
    }

    /// Notes a file refused as a whole, with one quarantine entry without a line. Returns the ledger id.
    ///
    /// `raw` is what the entry shows of the file (its header, or nothing). An older rejected row of the same content goes.
    package func addRejected(
        _ file: FileRow, findings: [Finding], raw: [UInt8], error: String
    ) throws(StoreError) -> Int64 {
        try requireGroup()
        var file = file
        (file.records, file.stored, file.quarantined, file.discarded) = (0, 0, 0, 0)
        return try undoingOnFailure { () throws(StoreError) in
            let id = try insert(file, status: .rejected, error: error)
            try chunks.writeEntry(
                ofFile: id, line: nil, byteOffset: nil, raw: raw, rawSize: raw.count,
                findings: findings)
            return id
        }
    }

    // MARK: For the other files of this type

    /// Throws `constraint` unless counts agree with what was brought, and add up.
    static func checkCounts(_ file: FileRow, stored: Int, held: Int) throws(StoreError) {
        guard file.records == file.stored + file.quarantined + file.discarded,
            file.stored == stored, file.quarantined == held, file.discarded >= 0
        else {
            throw StoreError(
                .constraint,
                "records \(file.records) = stored \(file.stored) + quarantined \(file.quarantined) + discarded"
                    + " \(file.discarded) does not hold with \(stored) rows and \(held) held records brought"
            )
        }
        guard file.sha256.count == 32 else {
            throw StoreError(.constraint, "a file needs the SHA-256 of its content")
        }
    }

    /// Where a file's chunks go.
    func place(
        of dataset: String, _ id: Int64, firstRow: Int64
    ) throws(StoreError) -> ChunkWriter.Place {
        guard let layout = catalog.layouts[dataset] else {
            throw StoreError(.misuse, "dataset \(dataset) is not registered")
        }
        return ChunkWriter.Place(layout: layout, fileID: id, firstRow: firstRow)
    }

    /// Enters a row into the ledger; removes a rejected one of the same content before.
    func insert(
        _ file: FileRow, status: FileStatus, firstRow: Int64 = 0, lastRow: Int64 = 0,
        form: Condensation = .none, duplicateOf: Int64? = nil, error: String? = nil
    ) throws(StoreError) -> Int64 {
        let isFirst = status != .duplicate && status != .loading
        let judgedAgain = isFirst ? try removeRejected(sha256: file.sha256) : nil
        let header = try chunks.headerID(file.header)
        let statement = try connection.statement(
            """
            INSERT INTO ledger(name, name_bytes, dataset, data_source, size_bytes, sha256, status, records,
                stored, quarantined, discarded, attempts, error, discovered_at, committed_at,
                archive_name, duplicate_of, header_id, first_row, last_row, condensed, id)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                ?19, ?20, ?21, ?22)
            """)
        Self.bindName(file.name, to: statement)
        statement.bind(file.dataset, at: 3)
        statement.bind(file.dataSource, at: 4)
        statement.bind(file.sizeBytes, at: 5)
        statement.bind(bytes: file.sha256.isEmpty ? nil : file.sha256, at: 6)
        statement.bind(status.rawValue, at: 7)
        statement.bind(file.records, at: 8)
        statement.bind(file.stored, at: 9)
        statement.bind(file.quarantined, at: 10)
        statement.bind(file.discarded, at: 11)
        statement.bind(file.attempts, at: 12)
        statement.bind(error, at: 13)
        statement.bind(file.discoveredAt, at: 14)
        statement.bind(status == .loading ? nil : state.nextCommit(), at: 15)
        statement.bind(file.archiveName, at: 16)
        statement.bind(duplicateOf, at: 17)
        statement.bind(header, at: 18)
        statement.bind(firstRow, at: 19)
        statement.bind(lastRow, at: 20)
        statement.bind(form.rawValue, at: 21)
        statement.bind(file.id, at: 22)
        try statement.run()
        let id = connection.lastInsertedID
        if let judgedAgain { try passOn(journalOf: judgedAgain, to: id) }
        if file.sourcePath != nil { try SourcePaths(connection).note(file.sourcePath, ofFile: id) }
        return id
    }

    /// Binds a name as text and, when the text is not the name byte for byte, as bytes: parameters 1 and 2.
    static func bindName(_ name: [UInt8], to statement: Statement) {
        let shown = PathText.ledgerName(name)
        statement.bind(shown, at: 1)
        statement.bind(bytes: Array(shown.utf8) == name ? nil : name, at: 2)
    }

    /// The journal of a rejected file goes on with the row of its content that takes its place; what it did to the entry that is
    /// gone can be read and not be undone.
    func passOn(journalOf gone: Int64, to id: Int64) throws(StoreError) {
        let statement = try connection.statement(
            """
            UPDATE journal_entries SET entry_id = NULL,
                file_id = CASE WHEN touched IS NOT NULL THEN ?2 END WHERE file_id = ?1
            """)
        statement.bind(gone, at: 1)
        statement.bind(id, at: 2)
        try statement.run()
    }

    /// Removes the rejected row of a content with its entry; answers its id, nil when there is none.
    func removeRejected(sha256: [UInt8]) throws(StoreError) -> Int64? {
        let statement = try connection.statement(
            "SELECT id FROM ledger WHERE sha256 = ?1 AND status <> 'duplicate' AND status = 'rejected'"
        )
        statement.bind(bytes: sha256, at: 1)
        let found = try statement.step() ? statement.integer(0) : nil
        statement.reset()
        guard let found else { return nil }
        for sql in [
            "DELETE FROM entry_findings WHERE entry_id IN (SELECT id FROM entries WHERE file_id = ?1)",
            "DELETE FROM entries WHERE file_id = ?1",
            "DELETE FROM sources WHERE file_id = ?1",
            "DELETE FROM ledger WHERE id = ?1",
        ] {
            let removal = try connection.statement(sql)
            removal.bind(found, at: 1)
            try removal.run()
        }
        return found
    }
}
