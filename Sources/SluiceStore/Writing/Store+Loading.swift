package import SluiceCore

/// Big files: written step by step under a ledger row that no view shows, visible with one last transaction.
extension Store {
    /// Enters a big file in state `loading`. Returns its ledger id.
    ///
    /// Its size must be known: as many row ids are kept free as it can have lines.
    package func beginLoading(_ file: FileRow) throws(StoreError) -> Int64 {
        try requireGroup()
        guard catalog.layouts[file.dataset] != nil else {
            throw StoreError(.misuse, "dataset \(file.dataset) is not registered")
        }
        var file = file
        (file.records, file.stored, file.quarantined, file.discarded) = (0, 0, 0, 0)
        file.sha256 = []
        return try undoingOnFailure { () throws(StoreError) in
            let lineLimit = Int64(file.sizeBytes) + 2
            let firstRow = reserveRows(lineLimit)
            let id = try insert(
                file, status: .loading, firstRow: firstRow, lastRow: firstRow + lineLimit - 1)
            state.loading[id] = GroupState.Loading(
                firstRow: firstRow, lineLimit: lineLimit, dataset: file.dataset)
            return id
        }
    }

    /// Writes the next chunk of a big file.
    ///
    /// A rule for repeated keys changes the chunk. Rows of other files that give way stay until ``finishLoading(_:_:duplicates:)``.
    package func appendLoading(
        _ id: Int64, _ chunk: RecordChunk, duplicates rule: DuplicateRule? = nil
    ) throws(StoreError) {
        try requireGroup()
        guard var loading = state.loading[id] else {
            throw StoreError(.misuse, "file \(id) is not being loaded by this process")
        }
        guard chunk.largestLine < loading.lineLimit else {
            throw StoreError(.constraint, "file \(id) has grown while it was read")
        }
        let place = try place(of: loading.dataset, id, firstRow: loading.firstRow)
        loading.records += chunk.recordCount
        loading.stored += chunk.count
        loading.held += chunk.held.count
        loading.lastLine = max(loading.lastLine, chunk.largestLine)
        loading.schema = chunk.schema
        try undoingOnFailure { () throws(StoreError) in
            if let rule { try settle(chunk, rule, ofFile: id, &loading, place.layout) }
            if loading.isNew, chunk.count > 0 {
                loading.isNew = false
                loading.form = Condensation(for: [chunk], place.layout)
            }
            try chunks.write(chunk, to: place, as: loading.form, partials: &loading.partials)
        }
        state.loading[id] = loading
        countRecords(chunk.recordCount)
    }

    /// Makes a big file visible: hash, counts, commit time, state `committed`.
    ///
    /// The counts to bring are those of the judge; the ones that a rule for repeated keys made of them are returned.
    /// Throws `constraint` when the counts are not those of what was brought, and `overtaken` when records would have to be held
    /// whose raw bytes are gone: the file must be read again. The caller has looked for a known content.
    @discardableResult
    package func finishLoading(
        _ id: Int64, _ file: FileRow, duplicates rule: DuplicateRule? = nil
    ) throws(StoreError) -> StoredFile {
        try requireGroup()
        guard let loading = state.loading[id] else {
            throw StoreError(.misuse, "file \(id) is not being loaded by this process")
        }
        try Self.checkCounts(file, stored: loading.stored, held: loading.held)
        var file = file
        file.stored -= loading.discarded + loading.duplicates
        file.quarantined += loading.duplicates
        file.discarded += loading.discarded
        let layout = try place(of: loading.dataset, id, firstRow: loading.firstRow).layout
        let shared = try rule.map { (rule) throws(StoreError) in
            try sharedRows(ofFile: id, loading, rule, layout)
        }
        if rule?.policy == .quarantine, shared?.isEmpty == false {
            throw StoreError(
                .overtaken, "files with records of the same keys were stored while it was read")
        }
        var replaced = 0
        try undoingOnFailure { () throws(StoreError) in
            if rule?.policy == .replace {
                let rows = loading.overtaken.flatMap { $0 } + (shared ?? []).map(\.other)
                replaced = try giveWay(rows, layout)
            } else if let shared {
                let count = try takeBack(shared.map(\.own), ofFile: id, loading, layout)
                file.stored -= count
                file.discarded += count
            }
            if let judgedAgain = try removeRejected(sha256: file.sha256) {
                try passOn(journalOf: judgedAgain, to: id)
            }
            let statement = try connection.statement(
                """
                UPDATE ledger SET name = ?1, name_bytes = ?2, data_source = ?3, size_bytes = ?4, sha256 = ?5,
                    status = 'committed', records = ?6, stored = ?7, quarantined = ?8, discarded = ?9,
                    attempts = ?10, committed_at = ?11, archive_name = ?12, last_row = ?13,
                    condensed = ?14 WHERE id = ?15
                """)
            Self.bindName(file.name, to: statement)
            statement.bind(file.dataSource, at: 3)
            statement.bind(file.sizeBytes, at: 4)
            statement.bind(bytes: file.sha256, at: 5)
            statement.bind(file.records, at: 6)
            statement.bind(file.stored, at: 7)
            statement.bind(file.quarantined, at: 8)
            statement.bind(file.discarded, at: 9)
            statement.bind(file.attempts, at: 10)
            statement.bind(state.nextCommit(), at: 11)
            statement.bind(file.archiveName, at: 12)
            statement.bind(loading.firstRow + loading.lastLine, at: 13)
            statement.bind(loading.form.rawValue, at: 14)
            statement.bind(id, at: 15)
            try statement.run()
            if file.sourcePath != nil {
                try SourcePaths(connection).note(file.sourcePath, ofFile: id)
            }
        }
        state.loading[id] = nil
        if rule != nil {
            noteCommitted(
                file.dataset, rows: loading.firstRow...(loading.firstRow + loading.lastLine))
        }
        return StoredFile(id: id, file: file, replaced: replaced)
    }

    /// Removes at most about `limit` rows, partials and entries of a file in state `loading`; true when nothing is left of it,
    /// its ledger row included.
    package func removeLoading(_ id: Int64, limit: Int) throws(StoreError) -> Bool {
        try requireGroup()
        let found = try connection.statement(
            "SELECT dataset, first_row, last_row FROM ledger WHERE id = ?1 AND status = 'loading'")
        found.bind(id, at: 1)
        guard try found.step() else {
            found.reset()
            return true
        }
        let dataset = found.text(0)
        let range = found.integer(1)...found.integer(2)
        found.reset()
        return try undoingOnFailure { () throws(StoreError) in
            var left = try limit - removeEntries(ofFile: id, limit: limit)
            if left > 0, let layout = catalog.layouts[dataset] {
                left -= try remove(layout.rowsTable, range, limit: left)
                if left > 0, layout.hasPartials {
                    left -= try remove(layout.partialsTable, range, limit: left)
                }
            }
            guard left > 0 else { return false }
            let ledger = try connection.statement("DELETE FROM ledger WHERE id = ?1")
            ledger.bind(id, at: 1)
            try ledger.run()
            state.loading[id] = nil
            return true
        }
    }

    /// The files in state `loading`: after a start, what an earlier run left.
    package func loadingFiles() throws(StoreError) -> [LedgerEntry] {
        options.assertOwner()
        let statement = try connection.statement(
            LedgerEntry.selection + " WHERE l.status = 'loading' ORDER BY l.id")
        defer { statement.reset() }
        var entries: [LedgerEntry] = []
        while try statement.step() { entries.append(LedgerEntry(statement)) }
        return entries
    }

    /// Carries out a rule on a chunk of a big file; its own earlier rows give way at once, those of others at the end.
    private func settle(
        _ chunk: RecordChunk, _ rule: DuplicateRule, ofFile id: Int64,
        _ loading: inout GroupState.Loading, _ layout: DatasetLayout
    ) throws(StoreError) {
        let tally = try settle([chunk], rule, ofFile: id, layout)
        let own = tally.overtaken.filter { $0.fileID == id }
        let others = tally.overtaken.filter { $0.fileID != id }
        loading.discarded += tally.discarded
        loading.discarded += try takeBack(own, ofFile: id, loading, layout)
        loading.duplicates += tally.held
        if !others.isEmpty { loading.overtaken.append(others) }
    }

    private func remove(
        _ table: String, _ range: ClosedRange<Int64>, limit: Int
    ) throws(StoreError) -> Int {
        let statement = try connection.statement(
            """
            DELETE FROM \(table) WHERE id BETWEEN ?1 AND COALESCE(
                (SELECT id FROM \(table) WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT 1 OFFSET ?3), ?2)
            """)
        statement.bind(range.lowerBound, at: 1)
        statement.bind(range.upperBound, at: 2)
        statement.bind(limit - 1, at: 3)
        try statement.run()
        return connection.changes
    }

    private func removeEntries(ofFile id: Int64, limit: Int) throws(StoreError) -> Int {
        let some = "SELECT id FROM entries WHERE file_id = ?1 ORDER BY line LIMIT ?2"
        let findings = try connection.statement(
            "DELETE FROM entry_findings WHERE entry_id IN (\(some))")
        findings.bind(id, at: 1)
        findings.bind(limit, at: 2)
        try findings.run()
        let entries = try connection.statement("DELETE FROM entries WHERE id IN (\(some))")
        entries.bind(id, at: 1)
        entries.bind(limit, at: 2)
        try entries.run()
        return connection.changes
    }
}
