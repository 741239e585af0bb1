import SluiceConsole
import SluiceCore
import Testing

/// What the border of a preview says of its list.
@Suite struct OperationNoteTests {
    private func text(outcomes count: Int, of all: Int) -> String {
        var report = SampleDesk.repair
        report.counts = OperationReport.Counts()
        (report.counts.discarded, report.counts.changed) = (all, all)
        report.outcomes = (0..<count).map { _ in report.outcomes[3] }
        let request = OperationRequest(.discard(.entries([80])), actor: "operator")
        return DrillScript(
            .operation(OperationView(request: request, scope: "all that is held")),
            .preview(report)
        ).canvas().text
    }

    @Test func aListThatIsNotWholeSaysSo() {
        let limit = OperationReport.outcomeLimit
        #expect(text(outcomes: limit, of: limit + 1).contains("the first 1 000"))
        #expect(!text(outcomes: limit, of: limit).contains("the first"))
        #expect(!text(outcomes: 37, of: 37).contains("the first"))
    }

    @Test func thatNothingIsWrittenIsSaidInFewerWordsOrNotAtAll() {
        for (length, note) in [
            (20, " nothing written yet ═╗"), (40, " not written ═╗"), (50, "x ═════════╗"),
        ] {
            let view = OperationView(
                request: OperationRequest(.repair(.entries([80]), []), actor: "operator"),
                scope: String(repeating: "x", count: length))
            let script = DrillScript(.operation(view), .preview(SampleDesk.repair))
            let border = script.canvas().text.split(separator: "\n")[1]
            #expect(border.contains(note) && !border.contains("…"), "\(border)")
        }
    }
}
