import SluiceConsole
import SluiceCore
import Testing

@Suite struct ActionCatalogTests {
    @Test(
        arguments: [
            ("A", "no alert fires"), ("j", "j works only in a list"),
            ("Enter", "Enter works only in a list, in a preview and in the editor"),
            ("Q", "Q works only in an attached console"), ("Space", "Space works only in a list"),
            ("e", "e works only on a held record, on a rule's limits and in a repair's preview"),
            ("E", "E works only on held records and on a rejected file"),
            ("s", "s works only in a list that can be sorted"),
        ])
    func aKeyThatDoesNothingHereSaysWhereItWorks(key: String, words: String) {
        var snapshot = SampleStation.busy
        snapshot.alerts = []
        var script = ConsoleScript(snapshot)
        script.press("2 \(key)")
        #expect(script.canvas().text.split(separator: "\n").last?.hasPrefix(" \(words)") == true)
        script.press("Esc")
        #expect(script.state.notice == nil)
    }

    @Test(
        arguments: [
            ("3 +", "+ works only in the error rate and in a location's chart"),
            ("3 / z z z Enter s", "nothing is listed here"),
            ("3 / z z z Enter S", "nothing is listed here"),
            ("6 / z z z Enter Space", "nothing is listed here"),
            ("J f", "f works only in the quarantine, a file, a rule and in groups"),
            ("1 Home R", "R works only on a taken file or its records"),
            ("3 *", "no rows are alike here"),
        ])
    func whatIsSaidIsTrueOfWhereTheOperatorIs(keys: String, words: String) {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press(keys)
        #expect(script.state.notice?.text.string == words)
    }

    @Test(
        arguments: ["3", "6", "1"],
        ["j", "k", "g", "G", "^D", "^U", "PgUp", "PgDn", "Home", "End", "a", "v", "y"])
    func whereNothingIsListedKeysOfListsSaySo(pane: String, key: String) {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("\(pane) / z z z Enter \(key)")
        #expect(script.state.notice?.text == "nothing is listed here")
    }

    /// The keys of the catalog.
    private static let strokes = Set(ActionCatalog.all.flatMap(\.keys).compactMap { KeyStroke($0) })

    private static func isText(_ key: KeyStroke, in state: ConsoleState) -> Bool {
        state.screens.last.map { ScreenCatalog.view(of: $0).takes(key, state) } ?? false
    }

    @Test(arguments: ConsoleContext.everywhere)
    func whereAKeyDoesNothingAllPlacesWhereItDoesSomethingAreNamed(context: ConsoleContext) {
        for key in Self.strokes where key.key != .escape && !Self.isText(key, in: context.state) {
            guard context.state.keys.action(for: key, in: context.state) == nil else { continue }
            var state = context.state
            _ = Console.update(&state, .key(key))
            let said = state.notice?.text.string ?? ""
            for place in state.keys.actions(of: key).map(\.place) {
                let names = [place.words, place.whole ?? place.words].map(\.string)
                #expect(names.contains { said.contains($0) }, "\(said), not \(place.words)")
            }
            #expect(said.hasPrefix("\(key.shown) works only "))
            #expect(said.count <= 78, "\(said) is cut at 80 columns")
        }
    }

    @Test(arguments: ConsoleContext.everywhere)
    func noKeyIsSilent(context: ConsoleContext) {
        // At the end of a list, of a chart and of what is shown of the bytes there is nothing to say.
        let quiet = /(down|up|top|bottom|page-.*|half-.*|series-.*|chart-.*|zoom-.*|raw-.*|hex)/
        var state = context.state
        state.notice = nil
        state.size = CanvasSize(columns: 80, rows: 24)
        _ = Console.update(&state, .tick(state.nowMicroseconds, .utc))
        let before = Console.render(state, medium: .unicode)
        for key in Self.strokes where !Self.isText(key, in: state) {
            guard let action = state.keys.action(for: key, in: state) else { continue }
            let isQuiet = action.id.wholeMatch(of: quiet) != nil
            guard !isQuiet || action.whyDisabled(state) != nil else { continue }
            var after = state
            let effects = Console.update(&after, .key(key))
            guard effects.isEmpty, after.notice == nil else { continue }
            let isSame = Console.render(after, medium: .unicode).cells == before.cells
            #expect(!isSame, "\(key.shown) (\(action.id)) says nothing")
        }
    }

    @Test func theWordsOfPlacesAreRecordedWithWhereTheyHold() throws {
        var words: [SafeText] = []
        for action in ActionCatalog.all where !words.contains(action.place.words) {
            words.append(action.place.words)
        }
        let all = ConsoleContext.everywhere.map(\.testDescription)
        #expect(Set(all).count == all.count)
        let lines = words.filter { !$0.string.isEmpty }.map { words in
            let places = ActionCatalog.all.map(\.place).filter { $0.words == words }
            let found = ConsoleContext.everywhere.filter { context in
                let holds = Set(places.map { $0.holds(context.state) })
                #expect(holds.count == 1, "\(words) means two things")
                return holds.contains(true)
            }.map(\.testDescription)
            let others = all.filter { !found.contains($0) }
            let names =
                found.count <= others.count
                ? found.joined(separator: ", ") : "all but " + others.joined(separator: ", ")
            return "\(words): \(names)"
        }
        try ScreenSnapshot.check(lines.joined(separator: "\n") + "\n", "places-of-actions")
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

    @Test(arguments: ConsoleContext.everywhere)
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
        let others = [HelpSection.signs(context.state), .inputField, .window].map(\.title)
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
