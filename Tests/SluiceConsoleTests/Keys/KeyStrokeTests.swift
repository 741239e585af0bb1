import SluiceConsole
import SluiceCore
import Testing

@Suite struct KeyStrokeTests {
    @Test(arguments: [
        ("g", KeyStroke("g")), ("^D", KeyStroke(.character("d"), .control)),
        ("S-Tab", KeyStroke(.tab, .shift)), ("A-Enter", KeyStroke(.enter, .alt)),
        ("F10", KeyStroke(.function(10))), ("Space", KeyStroke(.character(" "))),
        ("Down", KeyStroke(.down)), ("A-Right", KeyStroke(.right, .alt)),
        ("-", KeyStroke("-")), ("F", KeyStroke("F")), ("^", KeyStroke("^")),
        ("^M", KeyStroke(.enter)), ("^i", KeyStroke(.tab)), ("^[", KeyStroke(.escape)),
        ("^]", KeyStroke(.character("]"), .control)),
        ("C-Space", KeyStroke(.character(" "), .control)),
    ])
    func aKeyIsReadAndShown(text: String, key: KeyStroke) {
        #expect(KeyStroke(text) == key)
        #expect(KeyStroke(key.shown.string) == key)
    }

    @Test(arguments: ["", "gg", "F0", "F99", "X-Tab", "Return", "^1", "^é", "S-a"])
    func whatIsNoKeyIsRefused(text: String) {
        #expect(KeyStroke(text) == nil)
    }
}
