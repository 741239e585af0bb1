/// One setting of a station: its key, the other ways to give it, and what it means.
///
/// Reading, `config show`, messages and documentation are derived from the entries of ``ConfigurationOption/catalog``.
package struct ConfigurationOption: Sendable {
    /// The key with the names of its tables, such as `inbox.rescanInterval`.
    package let key: String
    /// The flag that sets it, with its dashes; nil when there is none.
    package let flag: String?
    /// What it means, in one sentence without a full stop.
    package let documentation: String
    /// How its values are read and written.
    let kind: OptionKind

    /// Makes an entry of the catalog.
    init(_ key: String, _ kind: OptionKind, flag: String? = nil, _ documentation: String) {
        self.key = key
        self.flag = flag
        self.documentation = documentation
        self.kind = kind
    }

    /// The kind of its values in a word: `duration`, `size`, `choice` and so on.
    package var kindName: String { kind.name }

    /// What a value must be, for people: `a duration such as "200ms" or "1s", from 100ms to 3600s`.
    package var expectation: String { kind.expectation }

    /// The accepted values when there is a list of them, else empty.
    package var choices: [String] { kind.choices }

    /// The value of a station that does not set it, as TOML text.
    package var defaultText: String { kind.show(StationConfiguration()) }

    /// The variable that sets it, derived from the key: `SLUICE_INBOX_RESCAN_INTERVAL`; nil for a table of texts.
    package var environment: String? {
        guard kind.name != "table" else { return nil }
        var name = "SLUICE_"
        for scalar in key.unicodeScalars {
            if scalar == "." {
                name += "_"
            } else if scalar.properties.isUppercase {
                name += "_"
                name.unicodeScalars.append(scalar)
            } else {
                name += scalar.properties.uppercaseMapping
            }
        }
        return name
    }

    /// The value of a configuration as TOML text.
    package func text(in configuration: StationConfiguration) -> String {
        kind.show(configuration)
    }
}
