import SluiceConsole
import Testing

/// What keys act on is drawn before the rest of the screen: it must come out as the whole frame has it.
struct ActivePlaceTests {
    static let walks = [
        "j j j k G g PgDn PgUp Space j Space f j s", "1 j j Enter j k Esc j Space", "2 l l h + - j",
        "3 j j m j Enter l l h Esc k s", "4 j Enter j j k Tab Esc f j Enter j Esc j",
        "4 j e Tab 1 2 Backspace Tab x Esc", "5 k k k G / j", "6 j j k", "R j j + Esc j", "J j k j",
    ]

    @Test(arguments: walks, [(80, 24), (120, 40), (200, 60)])
    func isDrawnAsInTheWholeFrame(_ walk: String, _ size: (Int, Int)) throws {
        var console = ConsoleScript(columns: size.0, rows: size.1)
        var compared = 0
        for key in walk.split(separator: " ") {
            let place = console.state.activePlace
            var canvas = console.canvas()
            var state = console.state
            _ = try Console.begin(&state, .key(#require(KeyStroke(String(key)))))
            console.press(String(key))
            guard let place, place == state.activePlace else { continue }
            Console.render(state, place, over: &canvas)
            _ = Console.finish(&state)
            let whole = Console.render(state, medium: canvas.medium)
            for row in place.area.row..<place.area.row + place.area.height {
                for column in place.area.column..<place.area.column + place.area.width {
                    let cell = canvas[column, row]
                    #expect(cell == whole[column, row], "\(key) at \(column), \(row)")
                }
            }
            #expect(canvas.cursor?.column == whole.cursor?.column)
            #expect(canvas.cursor?.row == whole.cursor?.row)
            compared += 1
        }
        #expect(compared > 0)
    }

    @Test func isAnotherOneWithoutTheAnswerItHad() throws {
        var console = ConsoleScript()
        console.press("4")
        var state = console.state
        let before = try #require(state.activePlace)
        _ = state.requests.forget(.pane(.quarantine))
        #expect(before != state.activePlace)
    }

    @Test func isNothingOnASmallScreen() {
        #expect(ConsoleScript(columns: 40, rows: 12).state.activePlace == nil)
    }

    @Test func isNothingBehindAnOverlay() {
        var console = ConsoleScript()
        console.press("4")
        #expect(console.state.activePlace != nil)
        console.press("?")
        #expect(console.state.activePlace == nil)
    }
}
