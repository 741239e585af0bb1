import SluiceConsole
import SluiceCore
import Testing

@Suite struct CanvasTests {
    private func canvas(_ columns: Int, _ rows: Int = 1) -> Canvas {
        Canvas(size: CanvasSize(columns: columns, rows: rows), medium: .unicode)
    }

    @Test(arguments: [(6, "日本語"), (5, "日本…"), (4, "日 …"), (2, " …"), (1, "…")])
    func aWideCharacterIsNeverSplit(width: Int, shown: String) {
        var canvas = canvas(width)
        canvas.write("日本語", column: 0, row: 0, in: canvas.bounds, width: width)
        #expect(canvas.text == shown)
    }

    @Test func overwritingHalfOfAWideCharacterRemovesTheOtherHalf() {
        var canvas = canvas(4)
        canvas.write("日本", column: 0, row: 0, in: canvas.bounds)
        canvas.write("x", column: 1, row: 0, in: canvas.bounds)
        #expect(canvas.text == " x本")
        canvas.write("y", column: 2, row: 0, in: canvas.bounds)
        #expect(canvas.text == " xy")
    }

    @Test func nothingIsDrawnOutsideOfTheClip() {
        var canvas = canvas(8, 3)
        let clip = Rectangle(column: 2, row: 1, width: 4, height: 1)
        canvas.write("0123456789", column: -2, row: 0, in: clip)
        canvas.write("below", column: 0, row: 1, in: clip)
        canvas.write("語", column: 3, row: 0, in: clip)
        #expect(canvas.text == "\n  2345\n")
    }

    @Test func thinAndEmptyBoxesAreDrawnWithoutAFault() {
        for columns in 0...5 {
            for rows in 0...5 {
                var canvas = canvas(columns, rows)
                canvas.box(canvas.bounds, title: "title", note: "note", isFocused: true)
            }
        }
        var canvas = canvas(22, 3)
        canvas.box(canvas.bounds, title: "1 Files", note: "412 today", isFocused: true)
        #expect(
            canvas.text == "╔═ 1 Files ═ 412 t… ═╗\n║                    ║\n╚════════════════════╝")
    }

    @Test func aSparklineShowsAGapAsAGap() {
        var canvas = canvas(6)
        canvas.sparkline([0, nil, 1, 2], column: 0, row: 0, width: 6, in: canvas.bounds)
        #expect(canvas.text == "  ▁ ▅█")
    }

    @Test func barsGrowInEighths() {
        var canvas = canvas(4)
        canvas.bar(0.4, column: 0, row: 0, width: 4, in: canvas.bounds)
        #expect(canvas.text == "█▋")
    }

    @Test(arguments: [(11, "a-long-name"), (9, "a-lo…name"), (6, "a-…ame"), (2, "…e"), (1, "…")])
    func aNameIsCutInItsMiddle(width: Int, shown: String) {
        var canvas = canvas(width)
        canvas.write(
            "a-long-name", column: 0, row: 0, in: canvas.bounds, width: width, cut: .middle)
        #expect(canvas.text == shown)
    }

    @Test func aWideCharacterIsNotSplitInTheMiddleEither() {
        var canvas = canvas(8)
        canvas.write("日本語日本語", column: 0, row: 0, in: canvas.bounds, width: 8, cut: .middle)
        #expect(canvas.text == "日 …本語")
    }
}
