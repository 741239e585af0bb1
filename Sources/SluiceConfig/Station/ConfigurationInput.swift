/// The value of a setting as it was given: a value of the file, or the text of a variable or flag.
enum ConfigurationInput: Sendable {
    /// From the file.
    case value(TomlValue)
    /// From the environment or the command line.
    case text(String)

    /// What it says as a text; nil when the file has another kind of value there.
    var text: String? {
        switch self {
        case .text(let text): text
        case .value(let value): if case .string(let text) = value.content { text } else { nil }
        }
    }

    /// The elements of a list: of the file, or separated by commas in a text; nil when the file has no list there.
    var elements: [ConfigurationInput]? {
        switch self {
        case .text(let text):
            text.split(separator: ",").map { .text(Self.trimmed($0)) }
        case .value(let value):
            if case .array(let values) = value.content { values.map { .value($0) } } else { nil }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(String(text.drop { $0 == " " }.reversed()).drop { $0 == " " }.reversed())
    }
}
