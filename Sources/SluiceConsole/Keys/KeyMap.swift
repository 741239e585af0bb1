package import SluiceCore

/// Which keys do what: the catalog's, with what a configuration says instead.
package struct KeyMap: Sendable {
    /// Something wrong in a configuration of keys.
    package struct Problem: Sendable, Hashable {
        /// The action's name as it was written.
        package let action: String
        /// What is wrong, for the operator.
        package let message: SafeText
    }

    /// What is wrong in the configuration; the rest of it holds.
    package private(set) var problems: [Problem] = []
    private var keysByAction: [String: [KeyStroke]] = [:]
    private var actionsByKey: [KeyStroke: [Action]] = [:]

    /// The catalog's keys; those of an action named in `overrides` are replaced, `"rescan" = ["F5", "^R"]`.
    package init(overrides: [String: [String]] = [:]) {
        for action in ActionCatalog.all {
            keysByAction[action.id] = strokes(of: action, overrides[action.id])
        }
        for name in overrides.keys.sorted() where ActionCatalog.action(name) == nil {
            problems.append(Problem(action: name, message: "there is no action \(data: name)"))
        }
        for action in ActionCatalog.all {
            for key in keys(of: action) { actionsByKey[key, default: []].append(action) }
        }
    }

    /// The keys of an action.
    package func keys(of action: Action) -> [KeyStroke] { keysByAction[action.id] ?? [] }

    /// The action a key stands for in a state; nil when there is none.
    package func action(for key: KeyStroke, in state: ConsoleState) -> Action? {
        actionsByKey[key]?.first { $0.applies(state) }
    }

    private mutating func strokes(of action: Action, _ override: [String]?) -> [KeyStroke] {
        (override ?? action.keys).compactMap { text in
            guard let key = KeyStroke(text) else {
                problems.append(
                    Problem(action: action.id, message: "\(data: text) is not a key"))
                return nil
            }
            return key
        }
    }
}
