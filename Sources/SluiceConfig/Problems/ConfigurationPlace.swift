/// Where a setting was given.
package enum ConfigurationPlace: Sendable, Hashable, CustomStringConvertible {
    /// In a file, by the name it was opened under; without a position when the whole file is meant.
    case file(String, TomlPosition?)
    /// In a variable of the environment.
    case environment(String)
    /// In a flag of the command line, with its dashes.
    case flag(String)

    /// `file:line:column`, or the name of the variable or flag.
    package var description: String {
        switch self {
        case .file(let name, let position?): "\(name):\(position.line):\(position.column)"
        case .file(let name, nil): name
        case .environment(let name), .flag(let name): name
        }
    }

    /// The position in a file, if there is one.
    package var position: TomlPosition? {
        if case .file(_, let position) = self { position } else { nil }
    }
}
