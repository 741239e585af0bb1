/// One option of the command line: its name, whether it takes a value, and what it does.
package struct CommandOption: Sendable, Hashable {
    /// The name with its dashes, such as `--station`; unique in the ``OptionCatalog``.
    package let name: String
    /// Another spelling, such as `-h`; nil when there is none.
    package let shortName: String?
    /// What stands for the value in help, such as `DIR`; nil for a switch.
    package let placeholder: String?
    /// What it does, in one line.
    package let summary: String

    /// Makes an option; it counts once the ``OptionCatalog`` lists it.
    package init(
        _ name: String, short shortName: String? = nil, value placeholder: String? = nil,
        _ summary: String
    ) {
        self.name = name
        self.shortName = shortName
        self.placeholder = placeholder
        self.summary = summary
    }

    /// The option as it is typed, with its value's placeholder.
    package var usage: String {
        placeholder.map { "\(name) \($0)" } ?? name
    }
}
