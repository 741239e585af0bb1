package import SluiceCore

/// A heading of help with the keys below it.
package struct HelpSection: Sendable {
    /// Some keys and what they do.
    package struct Line: Sendable {
        /// The keys.
        package let keys: SafeText
        /// What they do.
        package let text: SafeText
    }

    /// The heading.
    package let title: SafeText
    /// What stands below it.
    package let lines: [Line]

    /// The rows it takes, a blank one behind it included.
    package var height: Int { lines.count + 2 }

    /// All that has a key in a state, with what cannot be done now under a heading that says so; what signs at rows mean; and
    /// the keys of input fields. What a console that only watches refuses is left out.
    package static func all(_ state: ConsoleState) -> [HelpSection] {
        let actions = ActionCatalog.all.filter { $0.applies(state) }
        let ready = actions.filter { $0.whyDisabled(state) == nil }
        let others = actions.filter { action in
            action.whyDisabled(state).map { $0 != state.whyNoOperation } ?? false
        }
        var sections = Action.Section.allCases.compactMap { section in
            keys(section.title, ready.filter { $0.section == section }, state)
        }
        if let later = keys("Not now", others, state) { sections.append(later) }
        if state.activeView.isList { sections.append(signs(state)) }
        return sections + [inputField, window]
    }

    /// The keys that work wherever something is typed.
    package static let inputField = HelpSection(
        title: "In an input field",
        lines: InputLine.keys.map { Line(keys: $0.keys, text: $0.help) })

    /// The keys of help itself and of what is chosen from a list, beside those that the last row names there.
    package static let window = HelpSection(
        title: "In help and lists to choose from",
        lines: [
            Line(keys: "Esc q", text: "close, a list as before"),
            Line(keys: "? F1", text: "close help"),
            Line(keys: "/ F3 F4", text: "search help"),
            Line(keys: "j k g G", text: "down, up, first, last"),
            Line(keys: "PgDn PgUp", text: "a page; in help Space"),
            Line(keys: "T", text: "themes: as before"),
            Line(keys: "c", text: "columns: keep"),
            Line(keys: "S", text: "order: reverse"),
            Line(keys: "F6", text: "order: as before"),
            Line(keys: "Up Dn S-Tab", text: "limits: the other one"),
        ])

    /// What the signs before and in the rows of a list mean.
    package static func signs(_ state: ConsoleState) -> HelpSection {
        var lines = [Line(keys: "> * #", text: "cursor, marked row, both")]
        if state.screens.isEmpty ? state.focus == .locations : isChart(state) {
            lines.append(Line(keys: "~", text: "restated by an operation"))
        }
        return HelpSection(title: "Signs at rows", lines: lines)
    }

    private static func isChart(_ state: ConsoleState) -> Bool {
        if case .location? = state.screens.last { true } else { false }
    }

    private static func keys(
        _ title: SafeText, _ actions: [Action], _ state: ConsoleState
    ) -> HelpSection? {
        let lines = actions.compactMap { action -> Line? in
            let keys = state.keys.keys(of: action, in: state)
            guard let first = keys.first else { return nil }
            return Line(
                keys: keys.dropFirst().reduce(first.shown) { $0 + " " + $1.shown },
                text: action.help)
        }
        return lines.isEmpty ? nil : HelpSection(title: title, lines: lines)
    }

    /// The section with the lines that have all of some words; nil when none has.
    package func matching(_ words: String) -> HelpSection? {
        let parts = words.lowercased().split(separator: " ")
        let found = lines.filter { line in
            let text = (line.keys.string + " " + line.text.string).lowercased()
            return parts.allSatisfy { text.contains($0) }
        }
        return found.isEmpty ? nil : HelpSection(title: title, lines: found)
    }
}

extension Action.Section {
    /// The heading as help shows it.
    package var title: SafeText {
        switch self {
        case .move: "Move"
        case .find: "Find"
        case .act: "Act on rows"
        case .screen: "Screen"
        case .program: "Program"
        }
    }
}
