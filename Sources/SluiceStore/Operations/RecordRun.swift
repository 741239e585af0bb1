internal import SluiceCore

/// An operation on records on its way through the entries it selects: one after the other they are changed, judged, looked
/// for in the store and, unless it is a dry run, written.
///
/// The same way for a dry run as for the operation itself, so that what is shown is what is done. Entries are taken file
/// by file in the order of lines; rows are stored in chunks of up to 8 192. A class, because of what it gathers.
final class RecordRun {
    /// An entry whose record passed and waits for its chunk to be stored.
    private struct Passed {
        let entry: SelectedEntry
        let raw: [UInt8]?
        let cell: Cell?
    }

    /// The first cell that is changed.
    private typealias Cell = HeldRecordReader.Change

    private static let progressStep = 2000

    /// What came of the entries.
    private(set) var outcomes = OutcomeList()
    /// How aggregates move; nil where that is not told.
    private var effects: EffectTally?
    /// The files of records that passed.
    private(set) var files: Set<Int64> = []
    private let connection: Connection
    private let layouts: [String: DatasetLayout]
    private let chunks: ChunkWriter
    private let context: OperationContext
    private let treatment: Treatment
    private let leavesFailing: Bool
    /// Nil in a dry run.
    private let writer: OperationWriter?
    private var keys: RepeatedKeys
    /// The partials that a dry run would restate.
    private(set) var places: RestatedPlaces
    private var rowPlaces: RowPlaces
    private var done = 0
    private var total = 0

    /// A run over the tables of a connection; without a writer nothing is written. Without `effects` it is not told how aggregates
    /// move. With `leavesFailing`, entries that do not pass are not counted: they only get the findings of now.
    init(
        _ treatment: Treatment, _ connection: Connection, _ layouts: [String: DatasetLayout],
        _ chunks: ChunkWriter, _ context: OperationContext, writer: OperationWriter?,
        effects: EffectTally?, leavesFailing: Bool = false
    ) {
        self.treatment = treatment
        self.leavesFailing = leavesFailing
        self.connection = connection
        rowPlaces = RowPlaces(connection)
        keys = RepeatedKeys(chunks)
        places = RestatedPlaces(connection)
        self.layouts = layouts
        self.chunks = chunks
        self.context = context
        self.writer = writer
        self.effects = effects
    }

    /// The report of a run that is done.
    var report: OperationReport {
        var report = OperationReport()
        report.counts = outcomes.counts
        report.outcomes = outcomes.shown
        report.effects = effects?.effects ?? []
        report.leavesOutEffects = context.tellsEffects && effects?.isIncomplete ?? true
        report.restatedBuckets = writer?.restatedPartials ?? places.count
        return report
    }

    /// Goes through entries that are in the order of files and lines.
    func run(_ items: [SelectionReading.Item]) throws(StoreError) {
        total = items.count
        var start = 0
        while start < items.count {
            var end = start + 1
            while end < items.count, items[end].fileID == items[start].fileID { end += 1 }
            try run(items[start..<end], ofFile: items[start].fileID)
            start = end
        }
        try context.step(done, of: total)
    }

    private func run(
        _ items: ArraySlice<SelectionReading.Item>, ofFile id: Int64
    ) throws(StoreError) {
        guard let file = try OperationFile.find(id, connection) else {
            for item in items { try skip(item.id, nil, nil, "there is no such entry") }
            return
        }
        switch treatment {
        case .put(let status): try put(status, items, file)
        case .judge(let bytes, let overrides): try judge(items, file, bytes, overrides)
        }
        if let writer {
            try writer.finish(file, layouts[file.dataset])
        } else {
            try places.finish(file, layouts[file.dataset])
        }
    }

    // MARK: Another status

    private func put(
        _ status: QuarantineStatus, _ items: ArraySlice<SelectionReading.Item>,
        _ file: OperationFile
    ) throws(StoreError) {
        let wanted: QuarantineStatus = status == .held ? .discarded : .held
        for item in items {
            guard let entry = try entry(item, file, wanted) else { continue }
            if let writer {
                try writer.change(
                    entry, in: file, to: writer.state(status, of: entry, isJudged: false))
            }
            try add(status == .held ? .held : .discarded, entry, file)
        }
    }

    /// The entry when it is in the state that is wanted; else it is counted as left out.
    private func entry(
        _ item: SelectionReading.Item, _ file: OperationFile, _ wanted: QuarantineStatus
    ) throws(StoreError) -> SelectedEntry? {
        guard let entry = try SelectedEntry.find(item.id, connection) else {
            try skip(item.id, nil, file, "there is no such entry")
            return nil
        }
        guard entry.state.status == wanted else {
            try skip(item.id, entry.line, file, "it is \(entry.state.status.rawValue)")
            return nil
        }
        return entry
    }

    // MARK: Judging

    private func judge(
        _ items: ArraySlice<SelectionReading.Item>, _ file: OperationFile, _ bytes: Bytes,
        _ overrides: Bool
    ) throws(StoreError) {
        guard let dataset = context.catalog.dataset(named: file.dataset) else {
            for item in items {
                try skip(
                    item.id, nil, file,
                    file.dataset.isEmpty
                        ? "it is a whole file that no dataset could read: deliver it again, corrected"
                        : "there is no dataset \(file.dataset) any more")
            }
            return
        }
        var judge = HeldRecordJudge(
            dataset: dataset, header: file.header, fileName: file.name, limits: context.limits,
            nowMilliseconds: context.nowMicroseconds / 1000, overrides: overrides)
        var reader = HeldRecordReader(
            dataset: dataset, header: file.header, fileName: file.name)
        var repair: RecordRepair?
        if case .repaired(let repairs, _) = bytes, file.status != .rejected {
            repair = try RecordRepair(repairs, of: file, dataset)
        }
        if let schema = judge.schema { _ = try layouts[dataset.name]?.extended(by: schema) }
        let rule = dataset.duplicateRule
        let chunk = RecordChunk(schema: judge.schema ?? dataset.schema)
        var passed: [Passed] = []
        for item in items {
            guard let entry = try entry(item, file, .held) else { continue }
            guard let line = entry.line else {
                let reason =
                    "it is a whole file: quarantine rename maps its columns, reprocess takes it again"
                try skip(entry.id, nil, file, reason)
                continue
            }
            guard entry.rawSize == nil else {
                // What an operator changes was read from this beginning, too: its end would be lost.
                if leavesFailing {
                    try settle()
                } else {
                    try skip(entry.id, line, file, Self.isCut)
                }
                continue
            }
            guard let new = try newBytes(entry, bytes, &reader, &repair, file) else { continue }
            let raw = new.raw ?? entry.raw
            if let findings = judge.judge(raw, line: line, into: chunk) {
                var old: [Finding]?
                if isGuess, new.raw != nil {
                    // By the rules of now, which may be others than when it was held.
                    old = judge.findings(of: entry.raw, line: line) ?? []
                }
                try fail(entry, file, new.raw, new.cell, findings, insteadOf: old)
                continue
            }
            passed.append(Passed(entry: entry, raw: new.raw, cell: new.cell))
            if chunk.isFull || chunk.contents.variableBytes >= context.limits.bytesPerChunk {
                try flush(chunk, &passed, file, rule, overrides)
            }
        }
        try flush(chunk, &passed, file, rule, overrides)
    }

    private typealias NewBytes = (raw: [UInt8]?, cell: Cell?)

    /// The bytes to judge, nil for those there are; nil at all when the entry was counted as left out.
    private func newBytes(
        _ entry: SelectedEntry, _ bytes: Bytes, _ reader: inout HeldRecordReader?,
        _ repair: inout RecordRepair?, _ file: OperationFile
    ) throws(StoreError) -> NewBytes? {
        switch bytes {
        case .own: return (nil, nil)
        case .given(let texts):
            guard let new = texts[entry.id], new.text != entry.raw else { return (nil, nil) }
            if let mark = new.mark, mark != RecordMark.of(entry.raw) {
                try skip(entry.id, entry.line, file, Self.isChanged)
                return nil
            }
            return (new.text, reader?.change(from: entry.raw, to: new.text))
        case .repaired(let repairs, _):
            switch repair?.repair(entry.raw) {
            case .success(let new)?:
                return (
                    new.raw == entry.raw ? nil : new.raw,
                    Cell(field: repairs.first?.field ?? "", before: new.before, after: new.after)
                )
            case .failure(let failure)?:
                try skip(entry.id, entry.line, file, failure.reason)
                return nil
            case nil: return nil
            }
        }
    }

    /// Stores the rows of the chunk, but for those whose keys are known unless that is overridden, and empties it.
    private func flush(
        _ chunk: RecordChunk, _ passed: inout [Passed], _ file: OperationFile,
        _ rule: DuplicateRule?, _ overrides: Bool
    ) throws(StoreError) {
        guard !passed.isEmpty else { return }
        files.insert(file.id)
        let layout = layouts[file.dataset]
        let known = try keys.rows(of: chunk, file, rule, layout)
        if !overrides { chunk.contents.remove(rows: known.keys.sorted()) }
        if let layout {
            try effects?.add(chunk, layout)
            try writer?.store(chunk, in: file, layout, overrides: overrides)
        } else if writer != nil {
            throw StoreError(.misuse, "dataset \(file.dataset) is not registered")
        }
        if writer == nil { places.noteComing(chunk, in: file) }
        for (row, record) in passed.enumerated() {
            let other = known[row]
            if let other, !overrides {
                try keep(record, file, duplicateOf: other)
            } else {
                try release(record, file, beside: other)
            }
        }
        passed.removeAll(keepingCapacity: true)
        chunk.reset(for: chunk.schema)
    }

    // MARK: How an entry ends

    /// Counts a record whose row is stored, even beside one of the same key.
    private func release(
        _ record: Passed, _ file: OperationFile, beside row: Int64?
    ) throws(StoreError) {
        if let writer {
            try writer.change(
                record.entry, in: file,
                to: writer.state(.released, of: record.entry, isJudged: true), raw: record.raw)
        }
        if row != nil { outcomes.addStoredDuplicate() }
        try add(.stored, record.entry, file, record.cell, beside: row)
    }

    /// What an entry that is accepted was held for, and the row that has its key.
    private func overridden(
        _ entry: SelectedEntry, _ file: OperationFile, beside row: Int64?
    ) throws(StoreError) -> [Finding] {
        guard overrides else { return [] }
        let findings = try SelectedEntry.findings(of: entry.id, connection)
            .filter { $0.code != .duplicate }
        guard let row else { return findings }
        let message =
            "its key is that of \(try rowPlaces.place(ofRow: row, near: file)), which stays"
        return findings + [Finding(.duplicate, rule: "duplicate", message: message)]
    }

    private func keep(
        _ record: Passed, _ file: OperationFile, duplicateOf row: Int64
    ) throws(StoreError) {
        let finding = Finding(
            .duplicate, rule: "duplicate", message: "the key of the record was seen before")
        try hold(record.entry, file, record.raw, [finding])
        let place = try outcomes.shows(problem: true) ? rowPlaces.place(ofRow: row, near: file) : ""
        try add(
            .duplicate(row: row, place: place), record.entry, file, record.cell,
            isRewritten: record.raw != nil)
    }

    /// Leaves an entry held. Where its new bytes are a guess, `old` is what was wrong with those it has: they stay unless that is cured.
    private func fail(
        _ entry: SelectedEntry, _ file: OperationFile, _ raw: [UInt8]?, _ cell: Cell?,
        _ findings: [Finding], insteadOf old: [Finding]? = nil
    ) throws(StoreError) {
        guard !leavesFailing else { return try restate(entry, file, findings) }
        let isKept = old.map { cures($0, findings) } ?? true
        // What cannot be overridden is told; it is not all that is wrong.
        try hold(entry, file, isKept ? raw : nil, isKept && !overrides ? findings : nil)
        let end = RecordOutcome.End.stillInvalid(findings)
        guard !isKept else {
            return try add(end, entry, file, cell, isRewritten: raw != nil)
        }
        let same = cell.map { Cell(field: $0.field, before: $0.before, after: nil) }
        try add(end, entry, file, same)
    }

    /// An entry that nobody tried to free gets what the rules of now find in it.
    private func restate(
        _ entry: SelectedEntry, _ file: OperationFile, _ findings: [Finding]
    ) throws(StoreError) {
        try settle()
        guard let writer, findings != (try SelectedEntry.findings(of: entry.id, connection)) else {
            return
        }
        try writer.change(
            entry, in: file, to: writer.state(.held, of: entry, isJudged: false),
            findings: findings)
    }

    private var overrides: Bool {
        if case .judge(_, overrides: true) = treatment { true } else { false }
    }

    /// True for a repair of many, which is a guess about each record: where it fails, the next one must find the text that came,
    /// unless the repair cures it of something. Of one record an operator means just the new bytes.
    private var isGuess: Bool {
        if case .judge(.repaired(_, isSingle: false), _) = treatment { true } else { false }
    }

    /// True when a finding is gone and none is new.
    private func cures(_ old: [Finding], _ findings: [Finding]) -> Bool {
        findings.count < old.count
            && findings.allSatisfy { finding in
                old.contains { $0.code == finding.code && $0.columnIndex == finding.columnIndex }
            }
    }

    private func hold(
        _ entry: SelectedEntry, _ file: OperationFile, _ raw: [UInt8]?, _ findings: [Finding]?
    ) throws(StoreError) {
        guard let writer else { return }
        try writer.change(
            entry, in: file, to: writer.state(.held, of: entry, isJudged: true), raw: raw,
            findings: findings)
    }

    private func add(
        _ end: RecordOutcome.End, _ entry: SelectedEntry, _ file: OperationFile,
        _ cell: Cell? = nil, isRewritten: Bool = false, beside row: Int64? = nil
    ) throws(StoreError) {
        try settle()
        try outcomes.add(end, isRewritten: isRewritten) { () throws(StoreError) in
            let first: Finding?
            switch end {
            case .stillInvalid(let findings): first = findings.first
            case .duplicate: first = nil  // a key is of the record as a whole
            default: first = try SelectedEntry.findings(of: entry.id, connection).first
            }
            var outcome = RecordOutcome(
                entry: entry.id, fileName: file.shownName, line: entry.line,
                field: cell?.field ?? first?.columnName ?? "",
                before: cell == nil ? first?.value : cell?.before, after: cell?.after, end: end)
            if end == .stored { outcome.overridden = try overridden(entry, file, beside: row) }
            return outcome
        }
    }

    /// Counts an entry whose end is known: one that passed is not done before its chunk is stored, which takes the longest.
    private func settle() throws(StoreError) {
        done += 1
        if done % Self.progressStep == 0 { try context.step(done, of: total) }
    }

    private func skip(
        _ id: Int64, _ line: Int?, _ file: OperationFile?, _ reason: String
    ) throws(StoreError) {
        try settle()
        try outcomes.add(.skipped(reason)) { () throws(StoreError) in
            RecordOutcome(
                entry: id, fileName: file?.shownName ?? "", line: line, field: "", before: nil,
                after: nil, end: .skipped(reason))
        }
    }
}
