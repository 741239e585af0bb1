import SluiceConsole
import SluiceCore
import Testing

/// What the border of a preview says of its list.
@Suite struct OperationNoteTests {
    private func text(outcomes count: Int) -> String {
        var report = SampleDesk.repair
        report.outcomes = (0..<count).map { _ in report.outcomes[3] }
        let request = OperationRequest(.discard(.entries([80])), actor: "operator")
        return DrillScript(
            .operation(OperationView(request: request, scope: "all that is held")),
            .preview(report)
        ).canvas().text
    }

    @Test func aListThatIsNotWholeSaysSo() {
        #expect(text(outcomes: OperationReport.outcomeLimit).contains("the first 1 000"))
        #expect(!text(outcomes: 37).contains("the first"))
    }
}
