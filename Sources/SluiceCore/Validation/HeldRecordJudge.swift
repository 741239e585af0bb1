/// Judges many records of one file again, one after the other, and collects the rows of those that pass in a chunk.
///
/// The same engine as ``FileJudge``. Keeps buffers between records; belongs to one thread. About a microsecond a record.
package struct HeldRecordJudge {
    /// Why no record can be judged: the header does not bind to the dataset. Empty when records can be judged.
    package let problems: [Finding]
    /// The columns of the rows; nil when no record can be judged.
    package let schema: RowSchema?
    private var engine: RecordEngine?
    private let scratch: RecordChunk
    /// Where rows go that nobody wants.
    private let unwanted: RecordChunk

    /// A judge for records under a header, given as ``FileJudge/header`` gave it.
    ///
    /// - Parameter overrides: true when a record passes whose cells have values, whatever rule these break.
    package init(
        dataset: Dataset, header: [UInt8], fileName: [UInt8], limits: JudgeLimits = JudgeLimits(),
        nowMilliseconds: Int64? = nil, overrides: Bool = false
    ) {
        do {
            let found = try HeaderReader.bind(
                header, to: dataset, fileName: fileName, limits: limits,
                nowMilliseconds: nowMilliseconds)
            var engine = RecordEngine(plan: found.plan, scanner: found.scanner, limits: limits)
            engine.overrides = overrides
            self.engine = engine
            schema = found.plan.schema
            scratch = RecordChunk(schema: found.plan.schema)
            unwanted = RecordChunk(schema: found.plan.schema)
            problems = []
        } catch {
            problems = error.findings
            schema = nil
            scratch = RecordChunk(schema: RowSchema(dataset: "", columns: []))
            unwanted = scratch
        }
    }

    /// Judges a record given without its line end; nil when its row was added to the chunk, else all findings.
    ///
    /// The chunk must be one of ``schema`` that is not full. More than one record in the bytes, or none, is a finding `FIELDS`.
    package mutating func judge(
        _ raw: [UInt8], line: Int, into chunk: RecordChunk
    ) -> [Finding]? {
        guard let schema else { return problems }
        // Only a line feed can part records: such a text is read aside first, to see how many it has.
        if raw.contains(UInt8(ascii: "\n")) {
            scratch.reset(for: schema)
            read(raw, line: line, into: scratch)
            if scratch.recordCount != 1 { return Self.several(scratch) }
        }
        let count = chunk.recordCount
        read(raw, line: line, into: chunk)
        guard chunk.recordCount > count else { return Self.several(nil) }
        return chunk.contents.removeLastHeld()?.findings
    }

    /// What is wrong with a record; nil when it passes, and then its row is dropped.
    package mutating func findings(of raw: [UInt8], line: Int = 1) -> [Finding]? {
        guard let schema else { return problems }
        if unwanted.isFull { unwanted.reset(for: schema) }
        return judge(raw, line: line, into: unwanted)
    }

    private mutating func read(_ raw: [UInt8], line: Int, into chunk: RecordChunk) {
        var counts = JudgeCounts()
        engine?.move(to: RecordPlace(line: line))
        _ = engine?.read(raw.span, isFinal: true, into: &chunk.contents, counts: &counts)
    }

    private static func several(_ chunk: RecordChunk?) -> [Finding] {
        // A faulty quote splits the text at its line breaks; its finding tells more than the number of parts.
        if let held = chunk?.held.first(where: { $0.findings.first?.code == .quote }) {
            return held.findings
        }
        return [
            Finding(
                FieldCountRule.code, rule: FieldCountRule.name,
                message: "the text is \(chunk?.recordCount ?? 0) records; expected exactly one")
        ]
    }
}
