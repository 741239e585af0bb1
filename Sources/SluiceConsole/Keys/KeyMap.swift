package import SluiceCore

/// Which keys do what: the catalog's, with what a configuration says instead.
package struct KeyMap: Sendable {
    /// Something wrong in a configuration of keys.
    package struct Problem: Sendable, Hashable {
        /// The action's name as it was written.
        package let action: String
        /// What is wrong, with the name of the setting, for the operator.
        package let message: SafeText
    }

    /// What is wrong in the configuration; the rest of it holds.
    package private(set) var problems: [Problem] = []
    private var keysByAction: [String: [KeyStroke]] = [:]
    private var actionsByKey: [KeyStroke: [Action]] = [:]

    /// The catalog's keys; those of an action named in `overrides` are replaced, `"zoom": ["F5", "^X"]`, by none where
    /// there are none. A configured key goes before what the catalog has it for.
    package init(overrides: [String: [String]] = [:]) {
        for action in ActionCatalog.all {
            keysByAction[action.id] = strokes(of: action, overrides[action.id])
        }
        for name in overrides.keys.sorted() where ActionCatalog.action(name) == nil {
            problems.append(Self.unknown(name))
        }
        let configured = ActionCatalog.all.filter { overrides[$0.id] != nil }
        noteCommonKeys(of: configured)
        let others = ActionCatalog.all.filter { overrides[$0.id] == nil }
        for action in configured + others {
            for key in keys(of: action) { actionsByKey[key, default: []].append(action) }
        }
    }

    /// The catalog's keys with those of a station's configuration, where blanks part the keys of an action: `"F5 ^X"`.
    package init(configuration: [String: String]) {
        self.init(overrides: configuration.mapValues { $0.split(separator: " ").map(String.init) })
    }

    /// The keys of an action.
    package func keys(of action: Action) -> [KeyStroke] { keysByAction[action.id] ?? [] }

    /// The keys of an action that stand for it in a state, and for no other.
    package func keys(of action: Action, in state: ConsoleState) -> [KeyStroke] {
        keys(of: action).filter { stands($0, for: action, in: state) }
    }

    /// The first of them; nil when there is none.
    package func firstKey(of action: Action, in state: ConsoleState) -> KeyStroke? {
        keys(of: action).first { stands($0, for: action, in: state) }
    }

    private func stands(_ key: KeyStroke, for action: Action, in state: ConsoleState) -> Bool {
        self.action(for: key, in: state)?.id == action.id
    }

    /// The action a key stands for in a state; nil when there is none.
    package func action(for key: KeyStroke, in state: ConsoleState) -> Action? {
        state.takesAsText(key) ? nil : actionsByKey[key]?.first { $0.applies(state) }
    }

    /// The actions that have a key, wherever they apply.
    package func actions(of key: KeyStroke) -> [Action] { actionsByKey[key] ?? [] }

    /// All places where a key does something, in words that go with `only`, the least special first; nil for a key that has none.
    package func places(of key: KeyStroke) -> SafeText? {
        let all = actions(of: key).map(\.place)
        var words: [SafeText] = []
        for place in all.reversed() where !words.contains(place.words) {
            if !all.contains(where: { $0.words == place.whole }) { words.append(place.words) }
        }
        guard let last = words.popLast() else { return nil }
        return words.isEmpty ? last : "\(OperationWords.joined(words)) and \(last)"
    }

    private mutating func strokes(of action: Action, _ override: [String]?) -> [KeyStroke] {
        (override ?? action.keys).compactMap { text in
            guard let key = KeyStroke(text) else {
                problems.append(
                    Problem(
                        action: action.id,
                        message: "keys.\(data: action.id): \(data: text) is not a key"))
                return nil
            }
            return key
        }
    }

    /// Actions share a key only where the catalog has them share one, because they are never at the same place.
    private mutating func noteCommonKeys(of configured: [Action]) {
        for (place, action) in configured.enumerated() {
            for other in configured[..<place] where Set(action.keys).isDisjoint(with: other.keys) {
                for key in keys(of: action) where keys(of: other).contains(key) {
                    problems.append(
                        Problem(
                            action: action.id,
                            message:
                                "keys.\(data: action.id): \(key.shown) is a key of \(data: other.id), too"
                        ))
                }
            }
        }
    }

    private static func unknown(_ name: String) -> Problem {
        let message: SafeText = "keys.\(data: name): there is no action of this name"
        guard let meant = NearestName.of(name, among: ActionCatalog.all.map(\.id)) else {
            return Problem(action: name, message: message)
        }
        return Problem(action: name, message: message + ": did you mean \(data: meant)?")
    }
}
