internal import Dispatch
package import SluiceConsole
package import SluiceCore
package import SluiceStore
internal import SluiceSystem
internal import Synchronization

/// Answers a console's questions to the store, on a queue and a read-only connection of its own, one after the other.
///
/// A class, because it owns both. Each answer takes short queries; no transaction is open between two of them.
package final class StationAnswers: Sendable {
    private let patience: Double
    private let open: @Sendable () throws -> StoreReader?
    private let reload: (@Sendable () throws -> StationCatalog)?
    private let context: (@Sendable () throws -> OperationContext)?
    private let queue = DispatchQueue(label: "sluice.pages")
    /// What was asked and is not answered yet.
    private struct Asked {
        var waiting: Set<RequestID> = []
        /// The one that is being answered; nil too once it was cancelled.
        var running: RequestID?
        /// What ends the work on it.
        var interruption: StoreInterruption?

        /// True when it was not cancelled while it waited.
        mutating func begin(_ id: RequestID) -> Bool {
            guard waiting.remove(id) != nil else { return false }
            running = id
            return true
        }

        /// True when it was not cancelled meanwhile.
        mutating func end(_ id: RequestID) -> Bool {
            defer { (running, interruption) = (nil, nil) }
            return running == id
        }
    }

    private let asked = Mutex(Asked())
    // Touched on `queue` only, like what follows.
    nonisolated(unsafe) private var reader: StoreReader?
    /// The datasets in force, and the file of each.
    nonisolated(unsafe) private(set) var datasets: StationCatalog
    /// True once nothing is to be read ahead any more.
    nonisolated(unsafe) private var isClosed = false
    /// When what is held was last searched in memory, in nanoseconds of the monotonic clock.
    nonisolated(unsafe) private var lastSearch: UInt64 = 0
    /// The question for groups that was answered last, and with which that were looked at; nil where they were answered at once.
    nonisolated(unsafe) private var lastGroups: (query: StationQuery, groups: [QuarantineGroup]?)?
    /// Where the rules stood when they were read.
    nonisolated(unsafe) private var rulesMark: Int64?

    /// Answers from the database that `open` leads to (nil while there is none), with the datasets of the station.
    ///
    /// `context` is what operations are judged by, asked for anew for each of them; without it none can be previewed. What is
    /// held leaves the memory when nothing was searched in it for so many seconds of `patience`.
    package init(
        datasets: StationCatalog, patience: Double = 600,
        context: (@Sendable () throws -> OperationContext)? = nil,
        reload: (@Sendable () throws -> StationCatalog)? = nil,
        open: @escaping @Sendable () throws -> StoreReader?
    ) {
        self.patience = patience
        self.reload = reload
        self.datasets = datasets
        self.context = context
        self.open = open
    }

    var catalog: DatasetCatalog { datasets.catalog }

    /// Answers a question; `completion` is called on a queue of this object, once unless the question is cancelled.
    ///
    /// `progress` is told before how much of a preview is worked out, from 0 to 1, at most once for each percent.
    package func ask(
        _ query: StationQuery, as id: RequestID,
        progress: @escaping @Sendable (Double) -> Void = { _ in },
        completion: @escaping @Sendable (StationAnswer) -> Void
    ) {
        asked.withLock { _ = $0.waiting.insert(id) }
        queue.async { @Sendable [self] in
            guard asked.withLock({ $0.begin(id) }) else { return }
            let answer = answer(query, progress)
            if asked.withLock({ $0.end(id) }) { completion(answer) }
        }
    }

    /// Drops a question, and stops the work on its answer when that has begun. Any queue; returns at once.
    package func cancel(_ id: RequestID) {
        asked.withLock { asked in
            guard asked.waiting.remove(id) == nil, asked.running == id else { return }
            asked.interruption?.request()
            asked.running = nil
        }
    }

    /// Reads ahead what filters and groups of held records need, so that the first of them does not wait.
    ///
    /// Part by part: what is asked meanwhile is answered between two of them.
    package func prepare() {
        queue.async { @Sendable [self] in
            guard !isClosed else { return }
            var hasMore = false
            lastSearch = System().monotonicNanoseconds()
            _ = answering { reader in
                hasMore = try reader.prepareHeld(locating: locating)
                return .missing
            }
            if hasMore { prepare() }
        }
    }

    /// Closes the connection once what was asked is answered.
    package func close() {
        queue.async { @Sendable [self] in
            isClosed = true
            reader?.close()
            reader = nil
        }
    }

    private func answer(
        _ query: StationQuery, _ progress: @escaping @Sendable (Double) -> Void
    ) -> StationAnswer {
        answering { reader in
            asked.withLock { $0.interruption = reader.interruption }
            releaseUnused(reader, by: query)
            switch query {
            case .locations(let metric, let range, let buckets, let until):
                let page = try reader.locations(
                    metric, range, buckets: buckets, until: until,
                    now: System().realtimeMicroseconds())
                return page.map(StationAnswer.locations) ?? .missing
            case .location(let name, let metric, let range, let buckets, let until):
                let detail = try reader.location(
                    name, metric, range, buckets: buckets, until: until,
                    now: System().realtimeMicroseconds(), metrics: metrics(of: metric.dataset))
                return detail.map(StationAnswer.location) ?? .missing
            case .quarantine(let query):
                return .quarantine(try reader.heldPage(query, locating: locating))
            case .groups(let chosen, let dimensions):
                var groups = try reader.heldGroups(chosen, by: dimensions, locating: locating)
                // New and changed groups are shown at once; what they look like is found when they are asked for again.
                let shown = Array(groups.prefix(QuarantineGroup.examinedLimit))
                let isNew =
                    query != lastGroups?.query || lastGroups?.groups.map { $0 != shown } ?? false
                lastGroups = (query, isNew ? nil : shown)
                try reader.addSuggestions(
                    to: &groups, trying(withFiles: !isNew),
                    time: isNew ? 0 : StoreReader.suggestionTime)
                return .groups(groups)
            case .record(let id): return try record(id, reader)
            case .file(let id, let stretches):
                guard var detail = try reader.fileDetail(id, mapStretches: stretches) else {
                    return .missing
                }
                detail.format = format(of: detail.summary.dataset)
                return .file(detail)
            case .rules(let name): return try rules(of: name, reader)
            case .trial(let name, let changes): return try trial(of: name, changes, reader)
            case .arrivals(let frame): return .arrivals(try reader.arrivals(frame))
            case .preview(let request):
                guard var context = try context?() else { return .missing }
                context.progress = Self.percents(progress)
                return .preview(try reader.preview(request, context))
            case .journal(let filter, let offset, let limit):
                return .journal(try reader.journal(filter, offset: offset, limit: limit))
            case .batch(let id):
                return try reader.batch(id, locating: locating).map(StationAnswer.batch) ?? .missing
            }
        }
    }

    /// Lets what is held leave the memory once nothing was searched in it for long: under a feed with faults it grows for ever.
    private func releaseUnused(_ reader: StoreReader, by query: StationQuery) {
        let now = System().monotonicNanoseconds()
        switch query {
        case .quarantine(let query) where query.isPlain:
            if Double(now - lastSearch) / 1e9 > patience { reader.releaseHeld() }
        case .quarantine, .groups, .rules, .trial, .preview: lastSearch = now
        case .locations, .location, .record, .file, .arrivals, .journal, .batch: break
        }
    }

    /// Passes each percent on once.
    private static func percents(
        _ progress: @escaping @Sendable (Double) -> Void
    ) -> @Sendable (_ done: Int, _ total: Int) -> Void {
        let told = Atomic(-1)
        return { done, total in
            let percent = total > 0 ? done * 100 / total : 0
            if told.exchange(percent, ordering: .relaxed) != percent {
                progress(Double(percent) / 100)
            }
        }
    }

    /// Answers with a connection, opened when there is none; one that fails is opened anew by the next question.
    private func answering(_ body: (StoreReader) throws -> StationAnswer) -> StationAnswer {
        dispatchPrecondition(condition: .onQueue(queue))
        do {
            if reader?.isAbandoned == true {
                reader?.close()
                reader = nil
            }
            if reader == nil { reader = try open() }
            guard let reader else { return .missing }
            reader.interruption.reset()
            try followRules(reader)
            return try body(reader)
        } catch let error as StoreError where [.interrupted, .cancelled].contains(error.kind) {
            return .missing
        } catch let error as StoreError where error.kind == .refused {
            return .failed(error.message)
        } catch let failure as CommandFailure {
            return .failed(failure.message)
        } catch {
            reader?.close()
            reader = nil
            return .failed(CommandFailure(error).message)
        }
    }

    /// Reads the datasets anew when an operation has changed them, in this process or another.
    private func followRules(_ reader: StoreReader) throws {
        guard let mark = try reader.rulesMark(), mark != rulesMark else { return }
        if rulesMark != nil, let now = try reload?() {
            datasets = now
            reader.forgetSuggestions()
        }
        rulesMark = mark
    }

    /// What suggestions are tried by; the way to files, which reads the dataset files, only where some may be tried.
    private func trying(withFiles: Bool) -> OperationContext {
        var context = OperationContext(
            catalog: catalog, nowMicroseconds: System().realtimeMicroseconds())
        context.tellsEffects = false
        if withFiles { context.contents = (try? self.context?())?.contents }
        return context
    }

    var locating: StoreReader.HeldReading { catalog.heldRecordReader }

    private func metrics(of dataset: String) -> [MetricChoice] {
        catalog.dataset(named: dataset)?.metricChoices ?? []
    }

    private func format(of dataset: String) -> String {
        guard let dialect = catalog.dataset(named: dataset)?.dialect else { return "" }
        let delimiter = dialect.delimiter == 9 ? "tab" : String(UnicodeScalar(dialect.delimiter))
        return "sep \(delimiter)"
    }

    private func record(_ id: Int64, _ reader: StoreReader) throws -> StationAnswer {
        guard let entry = try reader.quarantineEntry(id), var row = entry.row,
            let file = try reader.file(entry.fileID)
        else { return .missing }
        var decision = try reader.decision(of: entry)
        // A record that passed after all has none of the faults it was held for.
        let findings =
            decision?.status == .released && decision?.isOverride == false
            ? [] : entry.findings
        if findings.isEmpty { decision?.formerFindings = entry.findings }
        var fields: [RecordDetail.Field] = []
        var others = findings
        if entry.line != nil,
            var record = locating(entry.dataset, file.file.header, file.file.name)
        {
            row.location = record.location(of: entry.raw).map { Sanitiser.safe($0).string }
            let ranges = record.ranges(of: entry.raw)
            fields = Self.fields(record.columnNames(), record.cells(of: entry.raw), findings)
            for index in fields.indices.prefix(ranges.count) { fields[index].range = ranges[index] }
            others = findings.filter { finding in
                !(finding.columnIndex.map { fields.indices.contains($0 - 1) } ?? false)
            }
        }
        let dataset = catalog.dataset(named: entry.dataset)
        if entry.line == nil { fields = Self.columns(of: entry.raw, dataset ?? catalog.fallback) }
        var detail = RecordDetail(
            row: row, dataset: entry.dataset, sha256: file.hashText, fields: fields,
            recordFindings: others, raw: entry.raw, rawSize: entry.rawSize,
            attempts: entry.attempts)
        detail.decision = decision
        if entry.line != nil, let dataset {
            detail.context = RecordContext(
                dataset: dataset, header: file.file.header, fileName: file.file.name)
        }
        detail.suggestion = try reader.suggestion(for: [id], trying(withFiles: entry.line == nil))
        return .record(detail)
    }

    /// The columns of a rejected file, under the names of the fields that they are.
    private static func columns(of header: [UInt8], _ dataset: Dataset) -> [RecordDetail.Field] {
        HeaderRenaming.cells(of: header, dataset).map { cell in
            let name = HeaderName.normalized(cell)
            let field = dataset.effectiveFields.first {
                HeaderBinding.headerNames(of: $0).contains(name)
            }
            return RecordDetail.Field(name: field?.name ?? "", value: cell, findings: [])
        }
    }

    /// A field for each column and for each cell beyond the header.
    private static func fields(
        _ names: [String], _ cells: [[UInt8]], _ findings: [Finding]
    ) -> [RecordDetail.Field] {
        (0..<max(names.count, cells.count)).map { index in
            RecordDetail.Field(
                name: index < names.count ? names[index] : "",
                value: index < cells.count ? cells[index] : nil,
                findings: findings.filter { $0.columnIndex == index + 1 })
        }
    }
}
