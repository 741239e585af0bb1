internal import SluiceCore

/// What was typed into the palette, understood: an action being looked for, or one that was named with its arguments.
struct CommandLine: Sendable {
    /// The action that is named; nil while one is looked for.
    let action: Action?
    /// What was typed for each of its arguments; the last one has all that is left, blanks too.
    let values: [String]

    /// Understands a text: the name of an action with arguments and a blank behind it begin these; a number alone is a row.
    init(_ text: String, _ state: ConsoleState) {
        let words = text.drop { $0 == " " || $0 == ":" }
        if !words.isEmpty, words.allSatisfy({ ("0"..."9").contains($0) }),
            let action = ActionCatalog.action("goto"), action.applies(state)
        {
            self.action = action
            values = [String(words)]
            return
        }
        let name = words.prefix { $0 != " " }
        guard let action = ActionCatalog.action(String(name)), name.endIndex < words.endIndex,
            !action.arguments.isEmpty
        else {
            self.action = nil
            values = []
            return
        }
        self.action = action
        values = Self.values(words[name.endIndex...], count: action.arguments.count)
    }

    private static func values(_ text: Substring, count: Int) -> [String] {
        var rest = text.drop { $0 == " " }
        var values: [String] = []
        while values.count < count - 1, let blank = rest.firstIndex(of: " ") {
            values.append(String(rest[..<blank]))
            rest = rest[blank...].drop { $0 == " " }
        }
        while rest.last == " " { rest.removeLast() }
        return values + [String(rest)]
    }

    /// Why the action cannot be done so; nil when it can, or none is named.
    func problem(_ state: ConsoleState) -> SafeText? {
        guard let action else { return nil }
        return Self.problem(action, values, state)
    }

    /// Why an action cannot be done with these arguments; nil when it can.
    static func problem(_ action: Action, _ values: [String], _ state: ConsoleState) -> SafeText? {
        if let reason = action.refusal(state) { return reason }
        for (index, argument) in action.arguments.enumerated() {
            let value = values.indices.contains(index) ? values[index] : ""
            if let problem = argument.check(value, state) { return problem }
        }
        return nil
    }

    /// The argument that is being typed, and what there is of it; nil when none is.
    var current: (argument: Action.Argument, value: String)? {
        guard let action, let value = values.last,
            action.arguments.indices.contains(values.count - 1)
        else { return nil }
        return (action.arguments[values.count - 1], value)
    }

    /// The text with another value for the argument that is being typed.
    func completed(with value: String) -> String {
        guard let action else { return value }
        return ([action.id] + values.dropLast() + [value]).joined(separator: " ")
    }
}
