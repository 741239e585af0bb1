import SluiceConsole
import SluiceCore
import Testing

@Suite struct ActionCatalogTests {
    @Test(
        arguments: [
            ("A", "A works only while an alert fires"), ("j", "j works only in a list"),
            ("Enter", "Enter works only on a row"), ("Q", "Q works only in an attached console"),
        ])
    func aKeyThatDoesNothingHereSaysWhereItWorks(key: String, words: String) {
        var snapshot = SampleStation.busy
        snapshot.alerts = []
        var script = ConsoleScript(snapshot)
        script.press("2 \(key)")
        #expect(script.canvas().text.hasSuffix(" \(words)"))
        script.press("Esc")
        #expect(script.state.notice == nil)
    }

    @Test func namesAreUnique() {
        let names = ActionCatalog.all.map(\.id)
        #expect(Set(names).count == names.count)
        let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
        #expect(names.allSatisfy { allowed.isSuperset(of: $0) && !$0.isEmpty })
    }

    @Test(arguments: ActionCatalog.all.map(\.id))
    func keysCanBeReadAndWordsAreThere(name: String) throws {
        let action = try #require(ActionCatalog.action(name))
        for key in action.keys { #expect(KeyStroke(key) != nil, "\(key)") }
        #expect(Set(action.keys).count == action.keys.count)
        #expect(!action.help.string.isEmpty && !action.hint.string.isEmpty)
        #expect(action.hint.string.count <= 14, "a hint is two or three words")
        let isListed = !action.keys.isEmpty
        #expect(action.help.string.count <= (isListed ? 25 : 60), "help fits into a column")
        let keys = action.keys.compactMap { KeyStroke($0)?.shown.string }.joined(separator: " ")
        let needed = max(11, keys.count) + 1 + (isListed ? action.help.string.count : 0)
        #expect(needed <= 37, "keys and help fit into a column beside each other")
        #expect(action.arguments.allSatisfy { !$0.name.string.isEmpty })
    }

    @Test(arguments: ConsoleContext.all)
    func aKeyMeansOneThing(context: ConsoleContext) {
        var actions: [KeyStroke: String] = [:]
        for action in ActionCatalog.all where action.applies(context.state) {
            for key in context.state.keys.keys(of: action, in: context.state) {
                let other = actions.updateValue(action.id, forKey: key)
                #expect(other == nil, "\(key.shown) is \(other ?? "") and \(action.id)")
            }
        }
    }

    @Test(arguments: ConsoleContext.all)
    func theFooterTellsKeysThatWorkAndAlwaysTheWayBackAndHelp(context: ConsoleContext) {
        for columns in [24, 40, 80, 120, 200] {
            var state = context.state
            state.size = CanvasSize(columns: columns, rows: 40)
            let footer = FooterBar(state: state)
            let hints = (0..<columns).compactMap { footer.hint(at: $0, width: columns) }
            #expect(hints.last?.keys.string == "?", "\(columns)")
            if let back = ActionCatalog.action("back"), back.applies(state) {
                #expect(hints.contains { $0.keys.string == "Esc" }, "\(columns)")
            }
            for hint in hints {
                let action = hint.key.flatMap { state.keys.action(for: $0, in: state) }
                #expect(action?.hint == hint.text, "\(hint.keys) \(hint.text)")
            }
        }
    }

    @Test(arguments: ConsoleContext.all)
    func helpIsTrueToWhatKeysDo(context: ConsoleContext) {
        let others = [HelpSection.signs(context.state), .inputField].map(\.title)
        let keys = HelpSection.all(context.state).filter { !others.contains($0.title) }
        for line in keys.flatMap(\.lines) {
            for text in line.keys.string.split(separator: " ") {
                let key = ActionCatalog.all.flatMap(\.keys).compactMap { KeyStroke($0) }
                    .first { $0.shown.string == text }
                let action = key.flatMap { context.state.keys.action(for: $0, in: context.state) }
                #expect(action?.help == line.text, "\(text)")
            }
        }
    }

    /// Every key the console is specified to have.
    private static let keys = """
        j k Down Up h l Left Right g G Home End ^D ^U PgDn PgUp 1 2 3 4 5 6 Tab S-Tab Enter Esc z
        / n N : F2 ? F1 c ^Z q Q D y x f p T M ^L ^O F3 F4 F6 F10 + -
        Space v a * e r R d u U F o w [ ] t m A s S ^X ^S A-Enter ^R
        """.split(whereSeparator: \.isWhitespace).map(String.init)

    @Test(arguments: keys)
    func everySpecifiedKeyIsThere(key: String) {
        #expect(ActionCatalog.all.contains { $0.keys.contains(key) })
    }
}
