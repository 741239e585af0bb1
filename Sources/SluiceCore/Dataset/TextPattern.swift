/// A regular expression that is known to compile and decides about whole texts; how pure code gets at what matches, which needs a library.
///
/// A value that can be kept, sent and used on any thread; equal to another of the same text.
package struct TextPattern: Sendable, Hashable {
    /// What the expression says about a text.
    package enum Outcome: Sendable, Hashable {
        /// The whole text matches. The bytes of the first group, or of the whole text when the expression has no group; nil when the
        /// group took no part.
        case matched(Range<Int>?)
        /// The whole text does not match, or is not UTF-8.
        case differs
        /// More steps than a text of its length is given would be needed to know.
        case undecided
    }

    /// The expression as it was written.
    package let text: String
    private let decide: @Sendable ([UInt8]) -> Outcome

    /// An expression that was compiled; `decide` must end after a bounded time, whatever the text is.
    package init(_ text: String, decide: @escaping @Sendable ([UInt8]) -> Outcome) {
        self.text = text
        self.decide = decide
    }

    /// What the expression says about the whole of some UTF-8.
    package func outcome(_ bytes: [UInt8]) -> Outcome { decide(bytes) }

    /// Same text.
    package static func == (left: TextPattern, right: TextPattern) -> Bool {
        left.text == right.text
    }

    /// By text.
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
