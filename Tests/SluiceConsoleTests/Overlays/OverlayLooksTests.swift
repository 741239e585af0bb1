import SluiceConsole
import SluiceCore
import Testing

/// Every overlay at the sizes that matter, and where there is hardly any room.
@Suite struct OverlayLooksTests {
    private static let themes = ["sluice-dark", "sluice-light", "ansi", "mono"]
    /// Keys that open each overlay.
    private static let openings = ["?", ":", "/", "F3", "c", "F6", "T", "D", "q"]

    @Test(arguments: [(120, 40), (40, 12)], ["/", "T", "c", "F6", "D"])
    func eachOverlayFits(size: (Int, Int), key: String) throws {
        let names = ["/": "filter", "T": "theme", "c": "columns", "F6": "sort", "D": "feed"]
        var script = ConsoleScript(columns: size.0, rows: size.1, themes: Self.themes)
        script.press(key)
        try ScreenSnapshot.check(
            script.canvas(), "\(names[key] ?? key)-\(size.0)x\(size.1)")
    }

    @Test(arguments: openings)
    func anASCIITerminalIsSentNothingElse(key: String) {
        var script = ConsoleScript(columns: 80, rows: 24, themes: Self.themes)
        script.press(key)
        #expect(script.canvas(.ascii).text.utf8.allSatisfy { $0 < 0x80 })
        #expect(script.state.overlay != nil)
    }

    @Test(arguments: openings)
    func noSizeIsAFault(key: String) {
        for columns in [0, 1, 2, 3, 7, 23, 24, 39, 79, 81, 500] {
            for rows in [0, 1, 2, 3, 5, 6, 11, 24, 200] {
                var script = ConsoleScript(columns: columns, rows: rows, themes: Self.themes)
                script.press(key)
                script.press("Down Up PgDn j k a / x")
                _ = script.canvas()
            }
        }
    }

    @Test(arguments: openings)
    func everyHintOfAnOverlayTakesOneColumnForEachSign(key: String) throws {
        var script = ConsoleScript(columns: 200, rows: 24, themes: Self.themes)
        script.press(key)
        let overlay = try #require(script.state.overlay)
        for hint in overlay.hints(script.state) {
            let text = hint.keys + " " + hint.text
            let width = script.canvas().width(of: text)
            #expect(width == text.string.unicodeScalars.count, "\(text)")
        }
        #expect(overlay.hints(script.state).contains { $0.keys == "Esc" })
    }

    @Test(arguments: openings)
    func escapeClosesAndNeverQuits(key: String) {
        var script = ConsoleScript(themes: Self.themes)
        script.press(key)
        script.press("Esc Esc")
        #expect(script.state.overlay == nil)
        #expect(!script.effects.contains(.quit))
    }
}
