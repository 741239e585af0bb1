/// Judges single records of a file whose header is known: for records that an operator has edited or a rule change concerns.
///
/// The same engine as ``FileJudge``, so that a record is judged alike whichever way it comes.
package struct RecordJudge {
    /// Why no record can be judged: the header does not bind to the dataset. Empty when records can be judged.
    package let problems: [Finding]
    private let plan: RecordPlan?
    private let limits: JudgeLimits

    /// A judge for records under a header, given as ``FileJudge/header`` gave it.
    package init(
        dataset: Dataset, header: [UInt8], fileName: [UInt8],
        limits: JudgeLimits = JudgeLimits(), nowMilliseconds: Int64? = nil
    ) {
        self.limits = limits
        do {
            plan = try HeaderReader.bind(
                header, to: dataset, fileName: fileName, limits: limits,
                nowMilliseconds: nowMilliseconds
            ).plan
            problems = []
        } catch {
            plan = nil
            problems = error.findings
        }
    }

    /// Judges the bytes of one record, without its line end; a line break inside quotes is part of it.
    ///
    /// More than one record in the bytes, or none, is a finding `FIELDS`.
    package func judge(_ raw: [UInt8], line: Int = 1) -> Verdict {
        guard let plan else { return .held(problems) }
        let scanner = RecordScanner(
            dialect: plan.dataset.dialect, limits: limits.record, byteOffset: 0, line: line)
        var engine = RecordEngine(plan: plan, scanner: scanner, limits: limits)
        let chunk = RecordChunk(schema: plan.schema)
        var counts = JudgeCounts()
        _ = engine.read(raw.span, isFinal: true, into: &chunk.contents, counts: &counts)
        switch (chunk.recordCount, chunk.held.first) {
        case (1, nil):
            return .accepted(chunk)
        case (1, let held?):
            return .held(held.findings)
        default:
            // A faulty quote splits the text at its line breaks; its finding tells more than the number of parts.
            if let held = chunk.held.first(where: { $0.findings.first?.code == .quote }) {
                return .held(held.findings)
            }
            return .held([
                Finding(
                    FieldCountRule.code, rule: FieldCountRule.name,
                    message: "the text is \(chunk.recordCount) records; expected exactly one")
            ])
        }
    }
}
