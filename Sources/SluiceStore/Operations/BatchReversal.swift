internal import SluiceCore

/// Takes a batch back, or does one again that was taken back, from what the journal kept of it.
///
/// An entry must be as the batch left it (for a redo: as the batch found it), else nothing is done at all. A class, because of what
/// it gathers file by file.
final class BatchReversal {
    /// Which way it goes.
    enum Direction {
        /// Entries become what they were before the batch.
        case undo
        /// Entries become what the batch made of them.
        case redo
    }

    private static let progressStep: Int64 = 2000

    /// How entries end.
    private var outcomes = OutcomeList()
    /// How aggregates move; told by a dry run only, for afterwards rows are elsewhere.
    private var effects: ReversalEffects?
    /// The partials that a dry run would restate.
    private var places: RestatedPlaces
    private let head: JournalHead
    private let direction: Direction
    private let connection: Connection
    private let layouts: [String: DatasetLayout]
    private let context: OperationContext
    /// Nil in a dry run.
    private let writer: OperationWriter?
    private var file: OperationFile?
    /// What the batch did to whole files.
    private var fileStates: [Int64: (from: FileState, to: FileState)] = [:]
    private var kept: KeptRows?

    /// A reversal of a batch.
    init(
        _ head: JournalHead, _ direction: Direction, _ connection: Connection,
        _ layouts: [String: DatasetLayout], _ context: OperationContext, writer: OperationWriter?
    ) {
        self.head = head
        self.direction = direction
        self.connection = connection
        self.layouts = layouts
        self.context = context
        self.writer = writer
        places = RestatedPlaces(connection)
        if writer == nil, context.tellsEffects {
            effects = ReversalEffects(head.batch, connection)
        }
    }

    /// What came of a run that is done, with the head of the batch.
    func report() throws(StoreError) -> OperationReport {
        var report = OperationReport()
        report.counts = outcomes.counts
        report.outcomes = outcomes.shown
        report.restatedBuckets = writer?.restatedPartials ?? places.count
        try effects?.tell(&report)
        report.reversed = try JournalEntry.head(ofBatch: head.batch, connection)
        guard !fileStates.isEmpty, let done = report.reversed?.counts else { return report }
        switch direction {
        case .redo:
            // The same happens once more.
            report.counts = done
        case .undo:
            // What happens to rows of whole files is the same the other way round; entries were told one by one.
            report.counts.rowsAdded = done.rowsRemoved
            report.counts.rowsChanged = done.rowsChanged
            report.counts.rowsRemoved = done.rowsAdded
            report.counts.changed = done.changed
        }
        return report
    }

    /// The batch that an undo (of one, or of the newest) or a redo is about, and which way. Throws `refused` when it cannot be.
    static func head(
        of operation: QuarantineOperation, _ connection: Connection
    ) throws(StoreError) -> (head: JournalHead, undo: JournalHead?, direction: Direction) {
        switch operation {
        case .undo(let batch):
            let found: JournalHead?
            if let batch {
                found = try JournalHead.find(batch, connection)
            } else {
                found = try JournalHead.newestStanding(connection)
            }
            guard let head = found else {
                throw StoreError(
                    .refused, batch.map { "there is no batch \($0)" } ?? "there is nothing to undo")
            }
            if [JournalHead.undo, JournalHead.redo].contains(head.action) {
                throw StoreError(
                    .refused,
                    "batch \(head.batch) is an undo or redo itself, of batch \(head.target ?? 0): undo or redo that"
                )
            }
            guard head.undoneBy == nil else {
                throw StoreError(.refused, "batch \(head.batch) has been undone already")
            }
            return (head, nil, .undo)
        case .redo(let batch):
            let undo: JournalHead?
            if let batch {
                // An undo stands for the batch that it took back.
                let own = try JournalHead.find(batch, connection)
                let isUndo = own?.action == JournalHead.undo && own?.undoneBy == nil
                undo = isUndo ? own : try JournalHead.undo(of: batch, connection)
            } else {
                undo = try JournalHead.newestUndo(connection)
            }
            guard let undo, let target = undo.target,
                let head = try JournalHead.find(target, connection)
            else {
                throw StoreError(
                    .refused,
                    batch.map { "batch \($0) has not been undone" } ?? "there is nothing to redo")
            }
            return (head, undo, .redo)
        default: throw StoreError(.misuse, "\(operation.word) takes no batch back")
        }
    }

    /// Goes through the lines of the batch.
    func run() throws(StoreError) {
        try readFileStates()
        let statement = try connection.statement(
            """
            SELECT file_id, entry_id, before, after FROM journal_entries
                WHERE id > ?1 AND id <= ?2 ORDER BY id
            """)
        statement.bind(head.batch, at: 1)
        statement.bind(head.batch + head.lineCount, at: 2)
        defer { statement.reset() }
        var done: Int64 = 0
        while try statement.step() {
            done += 1
            if done % Self.progressStep == 0 {
                try context.step(Int(done), of: Int(head.lineCount))
            }
            if statement.isNull(0) {
                try changeRules(before: statement.bytes(2), after: statement.bytes(3))
                continue
            }
            try turn(to: statement.integer(0))
            guard let entry = statement.optionalInteger(1),
                let before = EntryState(journalText: statement.bytes(2)),
                let after = EntryState(journalText: statement.bytes(3))
            else { continue }
            switch direction {
            case .undo: try change(entry, from: after, to: before)
            case .redo: try change(entry, from: before, to: after)
            }
        }
        try turn(to: nil)
        try context.step(Int(done), of: Int(head.lineCount))
    }

    /// A dataset's file becomes what it was, or was made.
    private func changeRules(before: [UInt8], after: [UInt8]) throws(StoreError) {
        guard let before = RuleFileState(journalText: before),
            let after = RuleFileState(journalText: after)
        else { return }
        let (from, to) = direction == .undo ? (after, before) : (before, after)
        try from.turn(
            into: to, context.rules, connection, isDry: writer == nil, reversing: head.batch)
    }

    /// Ends the work on the file at hand when another one comes.
    private func turn(to id: Int64?) throws(StoreError) {
        guard file?.id != id else { return }
        if let file { try finish(file) }
        kept = nil
        file = nil
        guard let id else { return }
        guard let found = try OperationFile.find(id, connection) else {
            throw StoreError(.refused, "file \(id) of batch \(head.batch) is not there any more")
        }
        file = found
        if let state = fileStates[id] {
            try check(found, state.from)
            effects?.noteExchange(
                of: found, [state.from.dataset, state.to.dataset].compactMap { layouts[$0] })
        }
        kept = layouts[found.dataset].map { KeptRows(connection, $0, isDry: writer == nil) }
    }

    private func finish(_ file: OperationFile) throws(StoreError) {
        switch (fileStates[file.id], writer) {
        case (let state?, let writer?): try exchange(file, state.from, state.to, writer)
        case (let state?, nil):
            guard let layout = layouts[state.to.dataset] else { return }
            try places.noteExchange(of: file, batch: head.batch, layout)
        case (nil, let writer?): try writer.finish(file, layouts[file.dataset])
        case (nil, nil): try places.finish(file, layouts[file.dataset])
        }
    }

    private func change(
        _ id: Int64, from: EntryState, to: EntryState
    ) throws(StoreError) {
        guard let entry = try SelectedEntry.find(id, connection),
            entry.state.isSamePlace(as: from)
        else { throw try touchedSince(id) }
        try add(entry, from: from, to: to)
        try writer?.set(id, line: entry.line, from: from, to: to)
        guard from.isStored != to.isStored, let line = entry.line, let file,
            fileStates[file.id] == nil
        else { return }
        let row = file.row(ofLine: line)
        guard let kept, let layout = layouts[file.dataset] else { return }
        if from.isStored {
            effects?.noteGone(row, of: file, layout)
            try note(try kept.take(row, for: head.batch), row, file, added: 0)
        } else {
            effects?.note(file, layout)
            try note(try kept.putBack(row, of: head.batch), row, file, added: 1)
        }
    }

    private func add(
        _ entry: SelectedEntry, from: EntryState, to: EntryState
    ) throws(StoreError) {
        guard var end = end(from, to) else { return }
        let isRewritten = end.isProblem && to.raw != nil
        try outcomes.add(end, isRewritten: isRewritten) { () throws(StoreError) in
            var findings = to.findings ?? from.findings ?? []
            if findings.isEmpty {
                findings = try SelectedEntry.findings(of: entry.id, connection)
            }
            if case .stillInvalid = end { end = .stillInvalid(findings) }
            let cell = to.raw.flatMap { changedCell(from: entry.raw, to: $0) }
            return RecordOutcome(
                entry: entry.id, fileName: file?.shownName ?? "", line: entry.line,
                field: cell?.field ?? findings.first?.columnName ?? "",
                before: cell == nil ? findings.first?.value : cell?.before, after: cell?.after,
                end: end)
        }
    }

    /// The first cell in which the bytes of a record of the file at hand differ from what they become.
    private func changedCell(from old: [UInt8], to new: [UInt8]) -> HeldRecordReader.Change? {
        guard let file, let dataset = context.catalog.dataset(named: file.dataset) else {
            return nil
        }
        var reader = HeldRecordReader(
            dataset: dataset, header: file.header, fileName: file.name)
        return reader?.change(from: old, to: new)
    }

    /// How an entry ends; nil where that is told by the rows of its file, or by the entry that takes its place.
    ///
    /// One that is held before and after, with other bytes or findings, is not held again.
    private func end(_ from: EntryState, _ to: EntryState) -> RecordOutcome.End? {
        guard let file, let state = fileStates[file.id] else {
            switch to.status {
            case .held where from.status == .held:
                // A change of rules only tells anew what is wrong with it.
                return head.action == JournalHead.rules ? nil : .stillInvalid([])
            case .held: return .held
            case .released: return .stored
            case .discarded: return .discarded
            case .superseded: return to.isStored ? .stored : nil
            }
        }
        let isRetaken = Self.isRetaken(state)
        switch (from.status, to.status) {
        case (_, .held): return isRetaken ? .stillInvalid([]) : .held
        case (.held, .superseded): return isRetaken ? nil : .superseded
        case (.superseded, .discarded): return .discarded
        default: return nil
        }
    }

    /// True when the batch took a file again; false when the file gave way to another one.
    private static func isRetaken(_ state: (from: FileState, to: FileState)) -> Bool {
        ![state.from.status, state.to.status].contains(.superseded)
    }

    // MARK: Whole files

    private func readFileStates() throws(StoreError) {
        let statement = try connection.statement(
            """
            SELECT file_id, before, after FROM journal_entries
                WHERE id > ?1 AND id <= ?2 AND entry_id IS NULL
            """)
        statement.bind(head.batch, at: 1)
        statement.bind(head.batch + head.lineCount, at: 2)
        defer { statement.reset() }
        while try statement.step() {
            guard let before = FileState(journalText: statement.bytes(1)),
                let after = FileState(journalText: statement.bytes(2))
            else { continue }
            fileStates[statement.integer(0)] =
                direction == .undo ? (after, before) : (before, after)
        }
    }

    /// The file must be as the batch left it: its counts tell whether anything has moved since.
    private func check(_ file: OperationFile, _ state: FileState) throws(StoreError) {
        var current = try LedgerEntry.find(file.id, connection).map { FileState($0) }
        // Meanwhile it may have reached the archive.
        if current?.status == .archived, state.status == .committed { current?.status = .committed }
        guard current == state else {
            throw StoreError(
                .refused, "\(file.shownName) has been changed since batch \(head.batch)")
        }
    }

    /// Gives a file the rows, counts and dataset of the other side.
    private func exchange(
        _ file: OperationFile, _ from: FileState, _ to: FileState, _ writer: OperationWriter
    ) throws(StoreError) {
        for name in Set([from.dataset, to.dataset]) {
            guard let layout = layouts[name] else { continue }
            try KeptRows(connection, layout).exchange(file.rows, of: head.batch)
            if name != to.dataset { try writer.restateAll(file, layout) }
        }
        try writer.set(file.id, to: to)
        if let layout = layouts[to.dataset] { try writer.restateAll(file, layout) }
    }

    private func note(
        _ moved: StoredRow?, _ id: Int64, _ file: OperationFile, added: Int
    ) throws(StoreError) {
        guard let moved else {
            throw StoreError(
                .refused,
                "row \(id) of \(file.shownName), which batch \(head.batch) stored, has given way to another file"
            )
        }
        guard let writer else {
            if added > 0 {
                try places.noteComing(moved, in: file)
            } else {
                try places.noteGoing(moved, of: file)
            }
            return
        }
        writer.note(
            places: [
                (moved.locationID, PartialTable.hour(ofMilliseconds: moved.milliseconds))
            ], added: added)
    }

    private func touchedSince(_ id: Int64) throws(StoreError) -> StoreError {
        let entry = try SelectedEntry.find(id, connection)
        guard let entry else {
            return StoreError(
                .refused, "entry \(id) of batch \(head.batch) is not there any more")
        }
        let by = entry.state.touchedBy.map { "by batch \($0); undo that first" } ?? "otherwise"
        return StoreError(
            .refused, "entry \(id) of batch \(head.batch) has been changed since, \(by)")
    }
}
