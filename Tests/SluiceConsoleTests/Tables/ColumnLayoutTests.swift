import SluiceConsole
import SluiceCore
import Testing

@Suite struct ColumnLayoutTests {
    private static let columns = [
        ColumnLayout("id", "id", width: 5, alignment: .right),
        ColumnLayout("field", "field", width: 11, mostWidth: 20),
        ColumnLayout("value", "value", width: 9, drop: 1),
        ColumnLayout("reason", "reason", width: 8, mostWidth: 9),
    ]

    /// The ids and widths of the columns that fit, such as `id 5, field 11`.
    private static func fitting(_ columns: [ColumnLayout], _ width: Int) -> String {
        ColumnLayout.fitting(columns, width: width)
            .map { "\(columns[$0.index].id) \($0.width)" }.joined(separator: ", ")
    }

    @Test(
        arguments: [
            (60, "id 5, field 20, value 9, reason 9"), (36, "id 5, field 11, value 9, reason 8"),
            (35, "id 5, field 20, reason 8"), (26, "id 5, field 11, reason 8"),
        ])
    func columnsAreLeftOutWholeAndTheOthersWidened(width: Int, shown: String) {
        #expect(Self.fitting(Self.columns, width) == shown)
    }

    @Test(
        arguments: [
            (25, "id 5, field 11, reason 7"), (21, "id 5, field 11, reason 3"),
            (20, "id 5, field 11"), (12, "id 5, field 6"), (8, "id 5"), (3, "id 3"), (0, "id 0"),
        ])
    func theLastColumnOfWordsIsCutWhereNoneMayBeLeftOut(width: Int, shown: String) {
        #expect(Self.fitting(Self.columns, width) == shown)
    }

    @Test(
        arguments: [
            (40, "bar 4, field 16, when 9, hint 8"), (39, "bar 4, field 20, hint 13"),
            (30, "bar 4, field 16, hint 8"), (29, "field 20, hint 8"),
            (20, "field 11, hint 8"), (18, "field 18"),
        ])
    func someGiveWayBeforeTheTextsOfOthersAreCut(width: Int, shown: String) {
        let columns = [
            ColumnLayout("bar", "", width: 4, drop: 1, givesWay: true),
            ColumnLayout("field", "field", width: 11, mostWidth: 20).whole(in: 16),
            ColumnLayout("when", "when", width: 9, drop: 2, givesWay: true),
            ColumnLayout("hint", "hint", width: 8, mostWidth: 80, drop: 3),
        ]
        #expect(Self.fitting(columns, width) == shown)
    }

    @Test func aNumberIsNeverCut() {
        let columns = [
            ColumnLayout("file", "file", width: 10),
            ColumnLayout("bad", "bad", width: 4, alignment: .right),
        ]
        #expect(Self.fitting(columns, 15) == "file 10, bad 4")
        #expect(Self.fitting(columns, 14) == "file 10")
    }

    @Test func aColumnThatIsCutSaysSo() {
        var script = ConsoleScript(columns: 24, rows: 6)
        script.press("4")
        let rows = script.canvas().text.split(separator: "\n")
        #expect(rows[2].hasSuffix("reas…"))
    }
}
