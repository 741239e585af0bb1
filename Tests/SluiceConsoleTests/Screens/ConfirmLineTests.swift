import SluiceConsole
import SluiceCore
import Testing

/// The last line of a preview: what is typed, and how far it is.
@Suite struct ConfirmLineTests {
    private static func script(
        _ operation: QuarantineOperation, _ report: OperationReport
    ) -> DrillScript {
        let request = OperationRequest(operation, actor: "operator")
        return DrillScript(
            .operation(OperationView(request: request, scope: "one.csv")), .preview(report),
            columns: 120)
    }

    @Test func aFileOfWhichDecisionsGoIsNotSaidToHaveRowsReplaced() {
        var report = OperationReport()
        (report.counts.rowsRemoved, report.counts.discardsRevoked) = (3, 1)
        (report.counts.editsRevoked, report.counts.changed) = (1, 5)
        let text = Self.script(.reprocess(file: 1), report).canvas().text
        #expect(text.contains("Type 5 and Enter to take the file again, 5 records and rows:"))
        #expect(!text.contains("replace"))
    }

    @Test func anEditThatGoesIsEnoughToTakeAFileAgain() {
        var report = OperationReport()
        (report.counts.editsRevoked, report.counts.changed) = (1, 1)
        let text = Self.script(.reprocess(file: 1), report).canvas().text
        #expect(text.contains("Enter: take the file again, 1 record or row"))
    }

    @Test func whatIsDoneAndNotYetWrittenIsNotAHundredPercent() throws {
        var script = Self.script(.repair(.entries([80]), []), SampleDesk.repair)
        script.press("3 4 Enter")
        guard case .command(_, .operate(let request))? = script.effects.last else {
            Issue.record("nothing was asked")
            return
        }
        var snapshot = SampleAnswers.station
        var progress = OperationProgress(request)
        for (done, words) in [(17, "at work, 45 %"), (37, "at work, writing")] {
            (progress.done, progress.total) = (done, 37)
            snapshot.operation = progress
            script.send(.snapshot(snapshot))
            #expect(script.canvas().text.contains(words))
            #expect(!script.canvas().text.contains("100 %"))
        }
    }
}
