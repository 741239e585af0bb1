internal import SluiceCore

/// A file judged anew: its rows, entries and partials give way to those of now, and the old ones are kept for an undo.
///
/// The same way for a dry run, which only compares. A class, because of what it gathers chunk by chunk.
final class FileReplacement {
    /// What came of it.
    private(set) var report = OperationReport()
    private let connection: Connection
    private let layouts: [String: DatasetLayout]
    private let chunks: ChunkWriter
    private let context: OperationContext
    /// Nil in a dry run.
    private let writer: OperationWriter?
    /// Keeps ids of rows free for a file that has none; answers the first.
    private let reserve: (Int64) throws(StoreError) -> Int64
    private let entry: LedgerEntry
    private var file: OperationFile
    private var isBegun = false
    private var comparison: RowComparison?
    /// Which records are held, and which rows come, change or go.
    private var outcomes = OutcomeList()
    /// How aggregates move, by this file and those before it.
    private(set) var effects: EffectTally
    /// False where they are told when all files are done.
    private let tellsEffects: Bool
    private var decisions = OperatorDecisions()
    private var entries = HeldComparison()
    private var keys: Set<[UInt8]> = []
    private var state: FileState
    private var newestEntry: Int64 = 0
    /// Where a dry run saw rows: each location, and its hours.
    private var places: [[UInt8]: Set<Int64>] = [:]
    private var done = 0

    /// A replacement of a file of the ledger. Throws `refused` when it has no content of its own.
    init(
        _ id: Int64, _ connection: Connection, _ layouts: [String: DatasetLayout],
        _ chunks: ChunkWriter, _ context: OperationContext, writer: OperationWriter?,
        effects: EffectTally? = nil, reserve: @escaping (Int64) throws(StoreError) -> Int64
    ) throws(StoreError) {
        guard let file = try OperationFile.find(id, connection),
            let entry = try LedgerEntry.find(id, connection)
        else { throw try OperationFile.unknown([id], connection) }
        guard [.committed, .archived, .rejected].contains(entry.status) else {
            throw StoreError(
                .refused, "file \(id) is \(entry.status.rawValue): it has no records of its own")
        }
        self.connection = connection
        self.layouts = layouts
        self.chunks = chunks
        self.context = context
        self.writer = writer
        self.reserve = reserve
        self.file = file
        self.entry = entry
        self.effects = effects ?? EffectTally(connection, replacing: [id])
        tellsEffects = effects == nil
        state = FileState(entry)
        (state.records, state.stored, state.quarantined, state.discarded) = (0, 0, 0, 0)
    }

    /// Does it; with a header, that one stands in for the file's own.
    ///
    /// Without one, a file that was taken is judged with the header of the ledger, which a rename or an edit may have given it.
    func run(header: [UInt8]?) throws(StoreError) {
        guard let contents = context.contents else {
            throw StoreError(.refused, "the archive is out of reach here")
        }
        let taken = entry.status == .rejected || file.header.isEmpty ? nil : file.header
        let end = try contents.judge(entry, header ?? taken) { (chunk) throws(StoreError) in
            try take(chunk)
        }
        switch end {
        case .refused(let findings): try refuse(findings, isOwnHeader: header == nil)
        case .judged(let dataset, let header):
            try begin(dataset.name)
            state.dataset = dataset.name
            state.dataSource = dataset.effectiveDataSource
            state.header = header
            try finish()
        }
    }

    /// The file stays as it is; a rejected one has been tried once more. What is wrong with another header than its own is told
    /// but not kept, since that header is not kept either.
    private func refuse(_ findings: [Finding], isOwnHeader: Bool) throws(StoreError) {
        let reason = findings.first.map { "\($0.code.rawValue): \($0.message)" } ?? "no reason"
        guard entry.status == .rejected, !isBegun, let id = try fileEntry(),
            let held = try SelectedEntry.find(id, connection), held.state.status == .held
        else {
            throw StoreError(
                .refused, "\(file.shownName) would be refused as a whole: \(reason)")
        }
        if let writer {
            try writer.change(
                held, in: file, to: writer.state(.held, of: held, isJudged: true),
                findings: isOwnHeader ? findings : nil)
        }
        report.counts.stillInvalid = 1
        report.outcomes = [
            RecordOutcome(
                entry: id, fileName: file.shownName, line: nil,
                field: findings.first?.columnName ?? "", before: nil, after: nil,
                end: .stillInvalid(findings))
        ]
    }

    private func fileEntry() throws(StoreError) -> Int64? {
        let statement = try connection.statement(
            "SELECT id FROM entries WHERE file_id = ?1 AND line IS NULL")
        statement.bind(file.id, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : nil
    }

    // MARK: Chunk by chunk

    /// Before the first new row: what there was is set aside.
    private func begin(_ dataset: String) throws(StoreError) {
        guard !isBegun else { return }
        isBegun = true
        let isNew = file.rows.upperBound == 0
        entries = try HeldComparison(file, connection)
        if let layout = layouts[file.dataset], !isNew {
            try effects.begin(
                layout, gaining: context.catalog.dataset(named: file.dataset)?.schema)
            decisions = try OperatorDecisions(on: file, layout, connection)
        }
        if let writer {
            newestEntry = try connection.integer("SELECT max(id) FROM entries") ?? 0
            try writer.supersedeEntries(of: file)
            if let layout = layouts[file.dataset], !isNew {
                try KeptRows(connection, layout).exchange(file.rows, of: writer.journal.batch)
                if layout.hasPartials { try removePartials(layout) }
            }
            if isNew { try reserveRows() }
        }
        guard let layout = layouts[file.dataset], !isNew else { return }
        let (table, condition) =
            writer.map { ("kept_\(layout.dataset)", "r.batch = \($0.journal.batch)") }
            ?? (layout.rowsTable, "1")
        try effects.add(rowsOf: file, in: table, where: condition, as: .go, layout)
        guard dataset == file.dataset else {
            return try removeRows(of: table, where: condition)
        }
        comparison = try RowComparison(table, where: condition, file, layout, connection)
    }

    /// All rows of a file that belongs to another dataset now go.
    private func removeRows(of table: String, where condition: String) throws(StoreError) {
        let statement = try connection.statement(
            "SELECT r.id FROM \(table) r WHERE r.id BETWEEN ?1 AND ?2 AND \(condition)")
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        defer { statement.reset() }
        while try statement.step() {
            outcomes.addRow(.rowRemoved, ofLine: file.line(ofRow: statement.integer(0)))
        }
    }

    private func reserveRows() throws(StoreError) {
        let count = Int64(entry.file.sizeBytes) + 2
        let first = try reserve(count)
        let statement = try connection.statement(
            "UPDATE ledger SET first_row = ?2, last_row = ?3 WHERE id = ?1")
        statement.bind(file.id, at: 1)
        statement.bind(first, at: 2)
        statement.bind(first + count - 1, at: 3)
        try statement.run()
        guard let found = try OperationFile.find(file.id, connection) else { return }
        file = found
    }

    private func removePartials(_ layout: DatasetLayout) throws(StoreError) {
        let statement = try connection.statement(
            "DELETE FROM \(layout.partialsTable) WHERE id BETWEEN ?1 AND ?2")
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        try statement.run()
    }

    private func take(_ chunk: RecordChunk) throws(StoreError) {
        let dataset = chunk.schema.dataset
        try begin(dataset)
        try settleDuplicates(chunk)
        state.stored += chunk.count
        state.quarantined += chunk.held.count
        done += chunk.recordCount
        try context.step(done, of: max(done, entry.file.records))
        try tellHeld(chunk.held)
        if let comparison {
            try comparison.compare(chunk, into: &outcomes)
        } else {
            for line in chunk.lines { outcomes.addRow(.rowAdded, ofLine: Int(line)) }
        }
        // A dry run goes ahead of the tables, which get new columns before anything is done.
        guard let layout = layouts[dataset] ?? unmade(dataset) else {
            throw StoreError(.misuse, "dataset \(dataset) is not registered")
        }
        try effects.add(chunk, layout)
        guard writer != nil else {
            guard try layout.extended(by: chunk.schema).hasPartials else { return }
            for key in chunk.partials.keys {
                places[chunk.locationNames[Int(key.location)], default: []].insert(key.hour)
            }
            return
        }
        guard chunk.largestLine <= file.rows.upperBound - file.rows.lowerBound else {
            throw StoreError(
                .refused, "\(file.shownName) has more lines than when it was taken")
        }
        var partials = 0
        try chunks.write(
            chunk,
            to: ChunkWriter.Place(
                layout: layout, fileID: file.id, firstRow: file.rows.lowerBound), as: .none,
            partials: &partials)
    }

    /// In a dry run a dataset may have no table yet.
    private func unmade(_ dataset: String) -> DatasetLayout? {
        writer == nil ? DatasetLayout(dataset: dataset, columns: []) : nil
    }

    private func tellHeld(_ records: [HeldRecord]) throws(StoreError) {
        entries.compare(records)
        for record in records {
            let end = RecordOutcome.End.stillInvalid(record.findings)
            try outcomes.add(end) { () throws(StoreError) in
                let first = record.findings.first
                return RecordOutcome(
                    entry: nil, fileName: file.shownName, line: record.line,
                    field: first?.columnName ?? "", before: first?.value, after: nil, end: end)
            }
        }
    }

    /// Rows whose key other files have, or an earlier row of this one, are held or dropped as the dataset says.
    private func settleDuplicates(_ chunk: RecordChunk) throws(StoreError) {
        guard let dataset = context.catalog.dataset(named: chunk.schema.dataset),
            let rule = dataset.duplicateRule, rule.policy != .keep, chunk.count > 0
        else { return }
        var known: [Int] = []
        if let layout = layouts[dataset.name] {
            known = try chunks.knownRows(of: chunk, rule.key, orOfFile: file.id, layout)
                .filter { $0.stored.fileID != file.id }.map(\.row)
        }
        let rows = Set(chunk.contents.repeatedRows(rule.key, seen: &keys)).union(known).sorted()
        if rule.policy == .quarantine {
            chunk.contents.holdDuplicates(rows: rows)
        } else {
            chunk.contents.remove(rows: rows)
            state.discarded += rows.count
        }
    }

    // MARK: The end

    private func finish() throws(StoreError) {
        try comparison?.finish(into: &outcomes)
        try tellGone()
        decisions.addEdits(ofLines: entries.edited)
        decisions.count(in: &outcomes)
        state.records = state.stored + state.quarantined + state.discarded
        state.error = nil
        report.counts = outcomes.counts
        report.outcomes = try rejectedFile() + outcomes.shown
        if state.status == .rejected { state.status = .archived }
        report.effects = tellsEffects ? effects.effects : []
        report.leavesOutEffects = effects.isIncomplete
        report.restatedBuckets = partialCount
        if changesNothing { report = OperationReport() }
        guard let writer else { return }
        try enterEntries(writer)
        try writer.set(file.id, to: state)
        if let layout = layouts[state.dataset] { try writer.restateAll(file, layout) }
        report.restatedBuckets = writer.restatedPartials
        try writer.journal.line(
            file: file.id, dataset: state.dataset, entry: nil,
            before: FileState(entry).journalText, after: state.journalText)
    }

    /// How many partials the rows that a dry run saw would have.
    private var partialCount: Int {
        let hours = places.values.reduce(0) { $0 + $1.count }
        return
            switch PartialRestatement.form(
                rows: state.stored, hours: hours, locations: places.count)
        {
        case .hours: hours
        case .locations: places.count
        case .none: 0
        }
    }

    /// True when rows, entries and what operators decided would be what they are.
    private var changesNothing: Bool {
        state == FileState(entry) && entries.areSame && report.counts.changed == 0
    }

    /// Held records that would be neither held nor stored: their keys are dropped now.
    private func tellGone() throws(StoreError) {
        for line in entries.gone where !outcomes.isChanged(line: line) {
            try outcomes.add(.superseded, ofLine: line) { () throws(StoreError) in
                file.outcome(ofLine: line, .superseded)
            }
        }
    }

    /// Of a file that was rejected the entry that stood for it is told, so that it is seen to be settled.
    private func rejectedFile() throws(StoreError) -> [RecordOutcome] {
        guard entry.status == .rejected, let id = try fileEntry() else { return [] }
        return [
            RecordOutcome(
                entry: id, fileName: file.shownName, line: nil, field: "", before: nil, after: nil,
                end: .stored)
        ]
    }

    /// The new entries belong to the batch: an undo supersedes them.
    private func enterEntries(_ writer: OperationWriter) throws(StoreError) {
        let change = try connection.statement(
            """
            UPDATE entries SET touched_by = ?3, quarantined_at = ?4 WHERE file_id = ?1 AND id > ?2
            """)
        change.bind(file.id, at: 1)
        change.bind(newestEntry, at: 2)
        change.bind(writer.journal.batch, at: 3)
        change.bind(context.nowMicroseconds, at: 4)
        try change.run()
        let before = EntryState(
            status: .superseded, attempts: 1, resolvedAt: nil, touchedBy: nil
        ).journalText
        let after = EntryState(
            status: .held, attempts: 1, resolvedAt: nil, touchedBy: writer.journal.batch
        ).journalText
        let search = try connection.statement(
            "SELECT id FROM entries WHERE file_id = ?1 AND id > ?2 ORDER BY id")
        search.bind(file.id, at: 1)
        search.bind(newestEntry, at: 2)
        defer { search.reset() }
        while try search.step() {
            try writer.journal.line(
                file: file.id, dataset: state.dataset, entry: search.integer(0), before: before,
                after: after)
        }
    }
}
