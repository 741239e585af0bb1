/// A JSON value that was read: for status files and requests that sluice itself has written.
package enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number; integers beyond 2^53 are rounded.
    case number(Double)
    /// A text.
    case text(String)
    /// A list.
    case array([JSONValue])
    /// Members by key; of equal keys the last counts.
    case object([String: JSONValue])

    /// Reads one value that makes up all the bytes; nil when they are not JSON or nested deeper than 64 levels.
    package init?(_ bytes: [UInt8]) {
        var reader = JSONReader(bytes: bytes)
        guard let value = reader.value(depth: 0), reader.isAtEnd() else { return nil }
        self = value
    }

    /// The member of an object; nil when it has none or this is no object.
    package subscript(_ key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The text; nil when it is none.
    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number as an integer; nil when it is none or not integral.
    package var integer: Int? {
        if case .number(let number) = self { Int(exactly: number) } else { nil }
    }

    /// The number; nil when it is none.
    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The elements; empty when it is no list.
    package var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
