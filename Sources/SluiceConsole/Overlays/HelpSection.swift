package import SluiceCore

/// A heading of help with the keys below it.
package struct HelpSection: Sendable {
    /// Some keys and what they do.
    package struct Line: Sendable {
        /// The keys.
        package let keys: SafeText
        /// What they do.
        package let text: SafeText
        /// False while that cannot be done.
        package let isEnabled: Bool
    }

    /// The heading.
    package let title: SafeText
    /// What stands below it.
    package let lines: [Line]

    /// The rows it takes, a blank one behind it included.
    package var height: Int { lines.count + 2 }

    /// All that has a key in a state, and the keys of input fields.
    package static func all(_ state: ConsoleState) -> [HelpSection] {
        let actions = ActionCatalog.all.filter { $0.applies(state) }
        var sections = Action.Section.allCases.compactMap { section -> HelpSection? in
            let lines = actions.filter { $0.section == section }
                .compactMap { line($0, state) }
            return lines.isEmpty ? nil : HelpSection(title: section.title, lines: lines)
        }
        sections.append(
            HelpSection(
                title: "In an input field",
                lines: InputLine.keys.map {
                    Line(keys: $0.keys, text: $0.help, isEnabled: true)
                }))
        return sections
    }

    private static func line(_ action: Action, _ state: ConsoleState) -> Line? {
        let keys = state.keys.keys(of: action, in: state)
        guard let first = keys.first else { return nil }
        return Line(
            keys: keys.dropFirst().reduce(first.shown) { $0 + " " + $1.shown }, text: action.help,
            isEnabled: action.whyDisabled(state) == nil)
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
