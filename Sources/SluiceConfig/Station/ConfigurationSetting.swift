/// One line of `config show`: a setting, its value and where that came from.
package struct ConfigurationSetting: Sendable {
    /// The setting.
    package let option: ConfigurationOption
    /// Its value as TOML text.
    package let value: String
    /// Where the value came from.
    package let origin: ConfigurationOrigin
}
