/// Reads the start of a file: the byte-order mark, the header, and with it the choice of the dataset.
package struct HeaderReader {
    /// What the start of a file said.
    package enum Outcome {
        /// More bytes are needed; this many need not be given again.
        case needsInput(consumed: Int)
        /// The file is refused, and the dataset by which, if there was one.
        case refused([Finding], Dataset?)
        /// The header is read and bound.
        case found(Found)
    }

    /// A header that is bound to a dataset.
    package struct Found {
        /// The dataset, compiled for the file.
        package let plan: RecordPlan
        /// Which columns the fields are read from.
        package let binding: HeaderBinding
        /// The header's bytes without byte-order mark and line end.
        package let header: [UInt8]
        /// The scanner, which has read the header.
        package let scanner: RecordScanner
        /// How many of the bytes given were read.
        package let consumed: Int
    }

    private let fileName: [UInt8]
    private let limits: JudgeLimits
    private let nowMilliseconds: Int64?
    /// Datasets whose glob matches, in order, then the fallback.
    private let candidates: [Dataset]
    private let cache: PlanCache?
    private var preamble = FilePreamble()
    /// The bytes of a header that was read and refused; empty otherwise.
    package private(set) var refusedHeader: [UInt8] = []

    /// A reader for the start of a file.
    package init(
        catalog: DatasetCatalog, fileName: [UInt8], limits: JudgeLimits, nowMilliseconds: Int64?,
        cache: PlanCache? = nil
    ) {
        self.cache = cache
        self.fileName = fileName
        self.limits = limits
        self.nowMilliseconds = nowMilliseconds
        candidates =
            catalog.datasets.filter { $0.match.accepts(fileName: fileName) } + [catalog.fallback]
    }

    /// Reads the header from bytes that start at the first one not yet consumed.
    package mutating func read(_ bytes: borrowing Span<UInt8>, isFinal: Bool) -> Outcome {
        let skipped: Int
        switch preamble.read(bytes, isFinal: isFinal) {
        case .needsInput(let consumed): return .needsInput(consumed: consumed)
        case .refused(let finding): return .refused([finding], nil)
        case .ready(let count): skipped = count
        }
        if let known = cache?.dataset(among: candidates),
            let outcome = remembered(known, bytes, skipped, isFinal)
        {
            return outcome
        }
        for (index, dataset) in candidates.enumerated() {
            let isLast = index == candidates.count - 1
            let outcome = judge(dataset, bytes, skipped, isFinal, isChosen: isLast)
            if let outcome {
                return nearer(than: outcome, bytes, skipped, isFinal) ?? outcome
            }
        }
        return .needsInput(consumed: skipped)
    }

    /// The refusal by the dataset that knows most of a refused header's names, where that is not the fallback: it says what is amiss.
    private mutating func nearer(
        than outcome: Outcome, _ bytes: borrowing Span<UInt8>, _ skipped: Int, _ isFinal: Bool
    ) -> Outcome? {
        guard case .refused = outcome, !refusedHeader.isEmpty else { return nil }
        var nearest: (known: Int, dataset: Dataset?) = (0, nil)
        // The fallback comes first, so that it stays among equals.
        for dataset in candidates.reversed() {
            var scanner = scanner(for: dataset)
            var layout = RecordLayout(limits: limits.record)
            var offset = skipped
            guard
                scanner.next(in: bytes, at: &offset, isFinal: isFinal, into: &layout) == .record
            else { continue }
            let names = layout.cells(in: bytes, dialect: dataset.dialect).map {
                HeaderName.normalized($0)
            }
            let known = HeaderBinding.knownNames(names, to: dataset)
            if known > nearest.known { nearest = (known, dataset) }
        }
        guard let dataset = nearest.dataset, dataset.name != candidates.last?.name,
            case .refused(let findings, _)? = judge(
                dataset, bytes, skipped, isFinal, isChosen: true)
        else { return nil }
        return .refused(findings, dataset)
    }

    /// The header as the cache knows it; nil when it is another one.
    private func remembered(
        _ dataset: Dataset, _ bytes: borrowing Span<UInt8>, _ skipped: Int, _ isFinal: Bool
    ) -> Outcome? {
        var scanner = scanner(for: dataset)
        var layout = RecordLayout(limits: limits.record)
        var offset = skipped
        guard
            scanner.next(in: bytes, at: &offset, isFinal: isFinal, into: &layout) == .record,
            layout.fault == nil
        else { return nil }
        let raw = (layout.start..<layout.end).map { bytes[$0] }
        guard let known = cache?.binding(of: raw) else { return nil }
        return .found(
            Found(
                plan: known.plan, binding: known.binding, header: raw, scanner: scanner,
                consumed: offset))
    }

    private func scanner(for dataset: Dataset) -> RecordScanner {
        RecordScanner(
            dialect: dataset.dialect, limits: limits.record, byteOffset: preamble.byteOffset,
            line: preamble.line)
    }

    /// Reads the header as a dataset would; nil when the file does not belong to it.
    ///
    /// `isChosen` says that the dataset judges the file whatever its header is.
    private mutating func judge(
        _ dataset: Dataset, _ bytes: borrowing Span<UInt8>, _ skipped: Int, _ isFinal: Bool,
        isChosen: Bool
    ) -> Outcome? {
        var scanner = scanner(for: dataset)
        var layout = RecordLayout(limits: limits.record)
        var offset = skipped
        switch scanner.next(in: bytes, at: &offset, isFinal: isFinal, into: &layout) {
        case .needsInput:
            guard bytes.count - skipped > limits.record.recordBytes + 2 else {
                return .needsInput(consumed: skipped)
            }
            // More than the longest header: what comes behind it does not matter, and would have to be kept.
            let shape = RecordShape(fault: .recordTooLong, fieldCount: 0, columnCount: 0)
            guard isChosen, let finding = Self.lengthFinding(shape) else { return nil }
            return .refused([finding], dataset)
        case .end: return .refused([Self.empty], nil)
        case .record: break
        }
        let raw = (layout.start..<layout.end).map { bytes[$0] }
        if raw.contains(0) {
            return .refused([Self.nulInHeader], nil)
        }
        if let finding = shapeFinding(layout) {
            return isChosen ? .refused([finding], dataset) : nil
        }
        let names = layout.cells(in: bytes, dialect: dataset.dialect).map {
            HeaderName.normalized($0)
        }
        guard isChosen || HeaderBinding.matches(names, dataset) else { return nil }
        switch HeaderBinding.bind(names, to: dataset) {
        case .failure(let refusal):
            refusedHeader = raw
            return .refused(refusal.findings, dataset)
        case .success(let binding):
            let plan = RecordPlan(
                dataset, binding, fileName: fileName, nowMilliseconds: nowMilliseconds)
            guard let plan else {
                return isChosen ? .refused([Self.noLocation], dataset) : nil
            }
            cache?.remember(plan, binding, header: raw, candidates: candidates)
            return .found(
                Found(
                    plan: plan, binding: binding, header: raw, scanner: scanner, consumed: offset))
        }
    }

    /// What is wrong with the shape of a header, before its names are looked at.
    private func shapeFinding(_ layout: RecordLayout) -> Finding? {
        if layout.fieldCount > limits.record.columns {
            return Finding(
                .limit, rule: "columns",
                message: "the header has more than \(FileJudge.grouped(limits.record.columns)) "
                    + "columns")
        }
        let shape = RecordShape(
            fault: layout.fault, fieldCount: layout.fieldCount, columnCount: layout.fieldCount)
        if let finding = Self.lengthFinding(shape) { return finding }
        if let flaw = QuotingRule.check(shape) {
            return Finding(
                .header, rule: "header", columnIndex: flaw.fieldNumber,
                message: "the header: \(flaw.message)")
        }
        return nil
    }

    /// What is wrong with the length of a header or of a field of it; nil when nothing is.
    private static func lengthFinding(_ shape: RecordShape) -> Finding? {
        LengthRule.check(shape).map { flaw in
            Finding(.limit, rule: "header", message: "the header: \(flaw.message)")
        }
    }

    private static let empty = Finding(.empty, rule: "empty", message: "the file has no record")
    private static let nulInHeader = Finding(
        .format, rule: "format", message: "the header has a NUL byte; expected UTF-8 text")
    private static let noLocation = Finding(
        .header, rule: "location", message: "the file's name does not give a location")
}
