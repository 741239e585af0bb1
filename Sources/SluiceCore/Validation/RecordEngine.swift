/// Judges the records of a file after its header: the fast path where it is certain, the rule catalog for the rest.
package struct RecordEngine {
    private let plan: RecordPlan
    private var thorough: CatalogJudge
    private let limits: JudgeLimits
    private var scanner: RecordScanner
    private var layout: RecordLayout
    private var fast: FastReader?
    private let keepsSources: Bool
    private var rowCells: [UInt64]
    private var rowNulls: [UInt64]

    /// An engine for records that follow what the scanner has read.
    package init(plan: RecordPlan, scanner: RecordScanner, limits: JudgeLimits) {
        self.plan = plan
        self.scanner = scanner
        self.limits = limits
        thorough = CatalogJudge(plan: plan)
        keepsSources = plan.dataset.duplicates == .quarantine
        layout = RecordLayout(limits: limits.record)
        fast = FastReader(plan)
        rowCells = Array(repeating: 0, count: plan.schema.columns.count)
        rowNulls = Array(repeating: 0, count: (plan.schema.columns.count + 63) / 64)
    }

    /// True when a record passes whose cells have values, whatever rule these break: an operator has decided so.
    package var overrides: Bool {
        get { thorough.overrides }
        set { thorough.overrides = newValue }
    }

    /// Where the next record starts.
    package var place: RecordPlace {
        RecordPlace(line: scanner.line, byteOffset: scanner.byteOffset)
    }

    /// True while the rest of a record that is too long is passed over.
    package var isSkipping: Bool { scanner.isSkipping }

    /// Goes on at another place between two records.
    package mutating func move(to place: RecordPlace) { scanner = scanner.moved(to: place) }

    /// An engine that stands where this one does, with a plan of its own.
    package func twin(plan: RecordPlan) -> RecordEngine {
        RecordEngine(plan: plan, scanner: scanner, limits: limits)
    }

    /// Judges complete records until the chunk is full or the bytes are used up.
    package mutating func read(
        _ bytes: borrowing Span<UInt8>, isFinal: Bool, into chunk: inout ChunkContents,
        counts: inout JudgeCounts
    ) -> FileJudge.Step {
        if chunk.schema != plan.schema { chunk.reset(for: plan.schema) }
        var offset = 0
        while true {
            if chunk.recordCount >= RecordChunk.capacity
                || chunk.variableBytes >= limits.bytesPerChunk
            {
                return FileJudge.Step(consumed: offset, progress: .chunkFull)
            }
            switch scanner.next(in: bytes, at: &offset, isFinal: isFinal, into: &layout) {
            case .needsInput:
                return FileJudge.Step(consumed: offset, progress: .needsInput)
            case .end:
                return FileJudge.Step(consumed: offset, progress: .finished)
            case .record:
                break
            }
            if fast?.read(bytes, layout, into: &chunk) == true {
                counts.stored += 1
                if keepsSources { keepSource(bytes, in: &chunk) }
                continue
            }
            guard let held = judgeThoroughly(bytes, into: &chunk, counts: &counts) else {
                if keepsSources { keepSource(bytes, in: &chunk) }
                continue
            }
            if counts.held == limits.heldRecords {
                return FileJudge.Step(
                    consumed: offset, progress: .rejected([tooManyHeld(counts.firstHeldLine)]))
            }
            counts.held += 1
            if let first = held.findings.first { counts.heldByCode[first.code, default: 0] += 1 }
            if counts.firstHeldLine == nil { counts.firstHeldLine = held.line }
            chunk.appendHeld(held)
        }
    }

    /// Asks every rule of the catalog about the record of the layout; stores it, or returns it when it is to be held.
    private mutating func judgeThoroughly(
        _ bytes: borrowing Span<UInt8>, into chunk: inout ChunkContents, counts: inout JudgeCounts
    ) -> HeldRecord? {
        let cells = layout.cells(in: bytes, dialect: plan.dataset.dialect)
        let raw = layout.raw(in: bytes)
        let shape = RecordShape(
            fault: layout.fault, fieldCount: layout.fieldCount, columnCount: plan.columnCount)
        var findings = thorough.shapeFindings(shape, cells: cells, raw: raw)
        if findings.isEmpty {
            switch thorough.judge(cells) {
            case .accepted(let row, let soft):
                store(row, line: layout.line, into: &chunk)
                counts.stored += 1
                counts.softened += soft.count
                for flaw in soft {
                    chunk.appendSoft(
                        SoftFinding(
                            line: layout.line, severity: flaw.severity, finding: flaw.finding))
                }
                return nil
            case .held(let all):
                findings = all
            }
        }
        return HeldRecord(
            line: layout.line, byteOffset: layout.byteOffset, raw: raw, rawSize: layout.rawSize,
            findings: findings)
    }

    private mutating func store(_ row: RowValues, line: Int, into chunk: inout ChunkContents) {
        let location = chunk.locationTable.index(of: row.location)
        for index in rowNulls.indices { rowNulls[index] = 0 }
        for (column, cell) in row.cells.enumerated() {
            switch cell {
            case .missing:
                rowCells[column] = 0
                rowNulls[column / 64] |= 1 << UInt64(column % 64)
            case .number(let value):
                rowCells[column] = value.bitPattern
            case .integer(let value):
                rowCells[column] = UInt64(bitPattern: value)
            case .text(let text):
                rowCells[column] = chunk.appendText(text.span, 0..<text.count)
            case .time:
                rowCells[column] = 0
            }
        }
        chunk.partials.add(
            plan.schema.metrics.map { row.cells[$0].double ?? .nan }, location: location,
            hour: PartialTable.hour(ofMilliseconds: row.time.milliseconds))
        chunk.appendRow(
            line: line, time: row.time, location: location, cells: rowCells, nulls: rowNulls)
    }

    private func keepSource(
        _ bytes: borrowing Span<UInt8>, in chunk: inout ChunkContents
    ) {
        chunk.appendSource(
            layout.raw(in: bytes), byteOffset: layout.byteOffset, rawSize: layout.rawSize)
    }

    private func tooManyHeld(_ firstLine: Int?) -> Finding {
        let first = firstLine.map { ", first on line \($0)" } ?? ""
        return Finding(
            .limit, rule: "heldRecords",
            message: "more than \(FileJudge.grouped(limits.heldRecords)) records are invalid"
                + first)
    }
}
