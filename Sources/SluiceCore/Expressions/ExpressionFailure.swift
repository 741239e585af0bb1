/// Why an expression has no value for one record.
package struct ExpressionFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason, in a few words.
    package let description: String

    /// Makes a failure.
    package init(_ description: String) { self.description = description }
}
