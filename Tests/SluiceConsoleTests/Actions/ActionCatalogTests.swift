import SluiceConsole
import SluiceCore
import Testing

@Suite struct ActionCatalogTests {
    @Test func namesAreUnique() {
        let names = ActionCatalog.all.map(\.id)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    }

    @Test(arguments: ActionCatalog.all.map(\.id))
    func keysCanBeReadAndWordsAreThere(name: String) throws {
        let action = try #require(ActionCatalog.action(name))
        for key in action.keys { #expect(KeyStroke(key) != nil, "\(key)") }
        #expect(!action.help.string.isEmpty && !action.hint.string.isEmpty)
    }

    @Test func aConfigurationReplacesKeysAndSaysWhatIsWrong() throws {
        let map = KeyMap(overrides: ["quit": ["^X"], "zoom": ["nonsense"], "fly": ["f"]])
        let quit = try #require(ActionCatalog.action("quit"))
        #expect(map.keys(of: quit) == [KeyStroke(.character("x"), .control)])
        #expect(map.problems.map(\.action) == ["zoom", "fly"])
    }
}
