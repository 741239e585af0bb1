import SluiceConsole
import SluiceCore
import Testing

/// What a preview says of those that would stay, and of the bars before it.
@Suite struct ResultLineTests {
    private static func line(columns: Int, rows: Int) throws -> Substring {
        var report = OperationReport()
        report.counts.stillInvalid = 1
        let finding = Finding(.null, rule: "null", columnName: "mood_score", message: "empty")
        report.outcomes = [
            RecordOutcome(
                entry: 7, fileName: "a.csv", line: 3, field: "mood_score", before: [], after: nil,
                end: .stillInvalid([finding]))
        ]
        let request = OperationRequest(.release(.entries([7])), actor: "operator")
        let script = DrillScript(
            .operation(OperationView(request: request, scope: "record 7")), .preview(report),
            columns: columns, rows: rows)
        let text = script.canvas().text
        return try #require(text.split(separator: "\n").first { $0.contains("result") })
    }

    @Test(arguments: [80, 100, 120])
    func aReasonIsWholeBehindItsBar(columns: Int) throws {
        let line = try Self.line(columns: columns, rows: 24)
        #expect(line.contains("1 still invalid") && line.contains("█ NULL 1 "), "\(line)")
    }

    @Test func whereThereIsNoRoomForBarsAReasonStandsBehindItsText() throws {
        let line = try Self.line(columns: 40, rows: 12)
        #expect(line.contains("1 still invalid  NULL 1 ") && !line.contains("█"), "\(line)")
    }
}
