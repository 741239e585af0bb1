import SluiceConsole
import SluiceCore
import Testing

@Suite struct KeyMapTests {
    @Test func aConfigurationReplacesKeysAndSaysWhatIsWrong() throws {
        let map = KeyMap(configuration: [
            "quit": "^X F12", "zoom": "nonsense", "qiut": "f", "detach": "",
        ])
        let quit = try #require(ActionCatalog.action("quit"))
        #expect(map.keys(of: quit).map(\.shown.string) == ["^X", "F12"])
        #expect(
            map.problems.map(\.message.string) == [
                "keys.zoom: nonsense is not a key",
                "keys.qiut: there is no action of this name: did you mean quit?",
            ])
    }

    @Test func twoCommandsOfOneKeyAreAMistakeUnlessTheyShareOneAnyway() {
        let map = KeyMap(configuration: ["quit": "z F9", "zoom": "z", "detach": "F9"])
        #expect(map.problems.map(\.message.string) == ["keys.quit: z is a key of zoom, too"])
    }

    @Test func aConfiguredKeyGoesBeforeWhatTheCatalogHasItFor() {
        let script = ConsoleScript(keys: KeyMap(configuration: ["theme": "j"]))
        #expect(script.state.keys.action(for: KeyStroke("j"), in: script.state)?.id == "theme")
        #expect(script.state.keys.action(for: KeyStroke(.down), in: script.state)?.id == "down")
        let old = script.state.keys.action(for: KeyStroke("T"), in: script.state)
        #expect(old == nil)
    }

    @Test func nothingAnOperatorWritesIsAFault() {
        var random = SeededGenerator(seed: 5)
        let letters = Array("^-SACMF019 xé\u{0}\u{301}Tab".unicodeScalars)
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<random.below(6) {
                text.unicodeScalars.append(letters[random.below(letters.count)])
            }
            _ = KeyStroke(text)?.shown
        }
    }
}
