/// A parsed command line: a command's operands and option values.
package struct Invocation: Sendable, Hashable {
    /// What was given besides options, as bytes.
    package var operands: [[UInt8]]
    private var values: [CommandOption: [[UInt8]]]

    /// An invocation with nothing given.
    package init(operands: [[UInt8]] = []) {
        self.operands = operands
        values = [:]
    }

    /// Notes that an option was given; a switch has an empty value.
    package mutating func set(_ option: CommandOption, _ value: [UInt8] = []) {
        values[option, default: []].append(value)
    }

    /// Forgets an option.
    package mutating func remove(_ option: CommandOption) { values[option] = nil }

    /// The options that were given.
    package var options: Set<CommandOption> { Set(values.keys) }

    /// True when the option was given.
    package func has(_ option: CommandOption) -> Bool { values[option] != nil }

    /// The option's last value as bytes; nil when it was not given.
    package func bytes(_ option: CommandOption) -> [UInt8]? { values[option]?.last }

    /// All values of an option given several times, in order.
    package func all(_ option: CommandOption) -> [[UInt8]] { values[option] ?? [] }

    /// The option's last value as text; nil when it was not given. Throws `usage` when it is not UTF-8.
    package func text(_ option: CommandOption) throws(CommandFailure) -> String? {
        guard let value = bytes(option) else { return nil }
        guard let text = String(validating: value, as: UTF8.self) else {
            throw CommandFailure(.usage, "the value of \(option.name) is not UTF-8")
        }
        return text
    }

    /// The option's value as a number of at least 0; nil when it was not given. Throws `usage` for anything else.
    package func count(_ option: CommandOption) throws(CommandFailure) -> Int? {
        guard let text = try text(option) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw CommandFailure(
                .usage, "\(option.usage): the value must be a whole number, 0 or more")
        }
        return number
    }
}
