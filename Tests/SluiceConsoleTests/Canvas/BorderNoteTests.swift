import SluiceConsole
import SluiceCore
import Testing

@Suite struct BorderNoteTests {
    private static let note =
        BorderNote([("178 held", 3)]) + BorderNote([("3 marked", 5), ("3*", 2)])
        + BorderNote([("f: group", 8)], [("/mood", 0)])

    /// The upper border of a box of so many columns.
    private static func border(_ note: BorderNote, _ columns: Int) -> String {
        var canvas = Canvas(size: CanvasSize(columns: columns, rows: 3), medium: .unicode)
        canvas.box(canvas.bounds, title: "4 Quarantine", note: note)
        return String(canvas.text.prefix { $0 != "\n" })
    }

    @Test(
        arguments: [
            (60, " 178 held · 3 marked · f: group · /mood "), (50, " 178 held · 3 marked · /mood "),
            (45, " 178 held · 3* · /mood "), (35, " 3* · /mood "), (30, " /mood "),
            (24, " /m… "),
        ])
    func whatMattersLeastIsSaidInFewerWordsOrNotAtAll(columns: Int, said: String) {
        let border = Self.border(Self.note, columns)
        #expect(border.hasSuffix("─\(said)─┐"))
    }

    @Test func aNoteOfNothingLeavesTheBorderAsItIs() {
        #expect(Self.border(BorderNote(""), 30) == Self.border(BorderNote(), 30))
        #expect(Self.border(BorderNote(), 30).hasSuffix("───┐"))
    }

    @Test func marksAndFilterOfTheQuarantineAreReadOnNarrowScreens() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("4 Space Space Space")
        #expect(script.canvas().text.contains("118 held · 3* ═╗"))
        script.press("/")
        script.type("field:mood")
        script.press("Enter")
        #expect(script.canvas().text.contains("3* · /field:mood ═╗"))
    }

    @Test func aMetricIsNamedByItsFirstWordWhereThereIsNoRoomForMore() {
        let text = ConsoleScript(columns: 80, rows: 24).canvas().text
        #expect(text.contains("─ temperature ▸ · 24 h ─┐"))
    }
}
