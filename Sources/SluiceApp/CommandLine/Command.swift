/// One command of the program: what it is called, what it takes, how it is explained and what it does.
///
/// A command lives in a file of its own in `Commands/` and counts once the ``CommandCatalog`` lists it; parsing, usage,
/// help and suggestions all follow from this value.
package struct Command: Sendable {
    /// What a command takes besides options.
    package enum Operands: Sendable, Hashable {
        /// Nothing.
        case none
        /// At most one.
        case optional(String)
        /// Exactly one.
        case one(String)
        /// One or more.
        case some(String)
        /// Any number.
        case any(String)

        /// How they stand in a usage line; empty for none.
        package var usage: String {
            switch self {
            case .none: ""
            case .optional(let name): "[\(name)]"
            case .one(let name): name
            case .some(let name): "\(name)…"
            case .any(let name): "[\(name)…]"
            }
        }

        /// True when so many may be given.
        package func accepts(_ count: Int) -> Bool {
            switch self {
            case .none: count == 0
            case .optional: count <= 1
            case .one: count == 1
            case .some: count >= 1
            case .any: true
            }
        }
    }

    /// A line to type, and what it is good for.
    package struct Example: Sendable, Hashable {
        /// The whole line, starting with `sluice`.
        package let line: String
        /// What it does.
        package let purpose: String

        /// Makes an example.
        package init(_ line: String, _ purpose: String) {
            self.line = line
            self.purpose = purpose
        }
    }

    /// The words that select it, such as `quarantine list`; none for the command without words.
    package let words: [String]
    /// What it takes besides options.
    package let operands: Operands
    /// The options it accepts besides the global ones.
    package let options: [CommandOption]
    /// What it does, in one line without a full stop.
    package let summary: String
    /// What else one should know, in paragraphs.
    package let details: String
    /// At least one example.
    package let examples: [Example]
    /// Does it.
    package let run: @Sendable (Invocation, CommandContext) throws -> ExitCode

    /// Makes a command.
    package init(
        _ words: String, operands: Operands = .none, options: [CommandOption] = [],
        summary: String, details: String, examples: [Example],
        run: @escaping @Sendable (Invocation, CommandContext) throws -> ExitCode
    ) {
        self.words = words.split(separator: " ").map(String.init)
        self.operands = operands
        self.options = options
        self.summary = summary
        self.details = details
        self.examples = examples
        self.run = run
    }

    /// Its words after the program's name, as typed.
    package var name: String { (["sluice"] + words).joined(separator: " ") }
}
