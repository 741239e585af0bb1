/// Text that does no harm on a terminal, in a log line or in a title: no control, no hidden and no ill-formed character.
///
/// Only ``Sanitiser`` and literals of the program make it, so a sink that takes it cannot be handed anything else.
package struct SafeText: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The text itself.
    package let string: String

    /// Text that stands in the source of the program.
    package init(_ literal: StaticString) { string = literal.description }

    /// Text that stands in the source of the program.
    package init(stringLiteral literal: StaticString) { self.init(literal) }

    /// The digits of a number.
    package init(_ number: some BinaryInteger) { string = String(number) }

    fileprivate init(sanitised string: String) { self.string = string }

    /// The text itself.
    package var description: String { string }

    /// One text behind the other.
    package static func + (left: SafeText, right: SafeText) -> SafeText {
        SafeText(sanitised: left.string + right.string)
    }
}

/// The one way from bytes of a file, a name or a message to something that may be shown.
package enum Sanitiser {
    /// The bytes as text with everything hidden made visible.
    ///
    /// Control characters become symbols (`␛`, or `^[` in ASCII), C1, format and other invisible characters, line and
    /// paragraph separators and characters without a meaning become `<202E>`, bytes that are not UTF-8 `<FF>`, and
    /// combining marks past the second of a character, or without one, `<0301>`. Of more than `limit` bytes the rest is
    /// counted: `…(+196 KiB)`. With `ascii`, characters beyond ASCII become `<00E9>` too.
    package static func safe(
        _ bytes: some RandomAccessCollection<UInt8>, limit: Int = 4_096, ascii: Bool = false
    ) -> SafeText {
        var rendering = SafeRendering(isASCII: ascii)
        rendering.append(Array(bytes.prefix(limit + 3)), limit: limit, total: bytes.count)
        return SafeText(sanitised: rendering.text)
    }

    /// A string as text with everything hidden made visible, as for bytes.
    package static func safe(_ text: String, limit: Int = 4_096, ascii: Bool = false) -> SafeText {
        safe(Array(text.utf8), limit: limit, ascii: ascii)
    }
}
