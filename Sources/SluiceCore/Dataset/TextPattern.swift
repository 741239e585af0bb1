/// A regular expression that is known to compile and decides about whole texts; how pure code gets at what matches, which needs a library.
///
/// A value that can be kept, sent and used on any thread; equal to another of the same text.
package struct TextPattern: Sendable, Hashable {
    /// The expression as it was written.
    package let text: String
    private let decide: @Sendable ([UInt8]) -> Bool?
    private let find: @Sendable ([UInt8]) -> Range<Int>?

    /// An expression that was compiled; both closures must end after a bounded time, whatever the text is.
    package init(
        _ text: String, matches: @escaping @Sendable ([UInt8]) -> Bool?,
        group: @escaping @Sendable ([UInt8]) -> Range<Int>?
    ) {
        self.text = text
        decide = matches
        find = group
    }

    /// True when the whole of some bytes matches, which must be UTF-8; nil when it would take too long to know.
    package func matches(_ bytes: [UInt8]) -> Bool? { decide(bytes) }

    /// The bytes of the first group where the whole matches, or all where the expression has no group; nil where it does not match, or
    /// the group took no part, or it would take too long to know.
    package func group(of bytes: [UInt8]) -> Range<Int>? { find(bytes) }

    /// Same text.
    package static func == (left: TextPattern, right: TextPattern) -> Bool {
        left.text == right.text
    }

    /// By text.
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
