/// One value of a TOML text and where it stands.
package struct TomlValue: Sendable, Hashable {
    /// What a value is.
    package enum Content: Sendable, Hashable {
        /// A text.
        case string(String)
        /// A whole number.
        case integer(Int64)
        /// A number with a fraction or an exponent; may be infinite or not a number.
        case number(Double)
        /// True or false.
        case boolean(Bool)
        /// A date, a time or both, of which only the place is kept.
        case time
        /// Values in order.
        case array([TomlValue])
        /// Keys with values.
        case table(TomlTable)
    }

    /// The value itself.
    package let content: Content
    /// Where it stands.
    package let range: TomlRange

    /// Makes a value.
    package init(_ content: Content, range: TomlRange) {
        self.content = content
        self.range = range
    }

    /// The text; nil when it is none.
    var text: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// What the value is, with an article, for messages: `a text`.
    package var kindName: String {
        switch content {
        case .string: "a text"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .time: "a date or time"
        case .array: "a list"
        case .table: "a table"
        }
    }
}
