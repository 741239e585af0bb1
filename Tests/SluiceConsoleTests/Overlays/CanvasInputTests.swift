import SluiceConsole
import SluiceCore
import Testing

@Suite struct CanvasInputTests {
    /// A line of which so many characters stand before the cursor, as ten columns show it, and where the cursor is.
    private static func shown(_ text: String, before count: Int) -> (text: String, cursor: Int?) {
        var line = InputLine(text)
        for _ in 0..<(text.count - count) { _ = line.press(KeyStroke(.left)) }
        var canvas = Canvas(size: CanvasSize(columns: 10, rows: 1), medium: .unicode)
        canvas.input(line, column: 0, row: 0, width: 10, in: canvas.bounds)
        return (canvas.text, canvas.cursor?.column)
    }

    @Test(
        arguments: [
            ("abcdefghi", 9, "abcdefghi", 9), ("abcdefghij", 10, "…cdefghij", 9),
            ("abcdefghij", 0, "abcdefghij", 0), ("abcdefghijk", 0, "abcdefghi…", 0),
            ("abcdefghijklmnop", 12, "…fghijklm…", 8), ("abcdefghijklmnop", 15, "…ijklmnop", 8),
            ("abcdefghijklmnop", 16, "…ijklmnop", 9),
        ])
    func aLineThatGoesOnHasASignThere(
        text: String, before: Int, shown: String, cursor: Int
    ) {
        let found = Self.shown(text, before: before)
        #expect(found.text == shown && found.cursor == cursor, "\(found)")
    }
}
