/// Where the value of a setting came from.
package enum ConfigurationOrigin: Sendable, Hashable, CustomStringConvertible {
    /// Nothing set it.
    case defaultValue
    /// A place that did.
    case given(ConfigurationPlace)

    /// `default`, `sluice.toml:3`, or the name of the variable or flag.
    package var description: String {
        switch self {
        case .defaultValue: "default"
        case .given(.file(let name, let position?)): "\(name):\(position.line)"
        case .given(let place): place.description
        }
    }
}
