/// A station's configuration after all sources were looked at, and where every value came from.
package struct ResolvedConfiguration: Sendable {
    /// The values that hold.
    package let configuration: StationConfiguration
    /// Where they came from, by key; a key that is absent has its default.
    package let origins: [String: ConfigurationPlace]
    /// What is odd but no reason to stop: variables that look like settings and are none.
    package let warnings: [ConfigurationProblem]

    /// Every setting with its value and its origin, in the order of the catalog.
    package var settings: [ConfigurationSetting] {
        ConfigurationOption.catalog.map { option in
            ConfigurationSetting(
                option: option, value: option.text(in: configuration),
                origin: origins[option.key].map { .given($0) } ?? .defaultValue)
        }
    }

    /// The configuration as a file that says the same, with a comment for every setting.
    package var tomlText: String {
        var lines: [String] = []
        var table = ""
        for setting in settings {
            let parts = setting.option.key.split(separator: ".")
            let tableName = parts.dropLast().joined(separator: ".")
            if tableName != table {
                lines += ["", "[\(tableName)]"]
                table = tableName
            }
            lines.append("# \(setting.option.documentation)")
            lines.append("\(parts.last ?? "") = \(setting.value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
