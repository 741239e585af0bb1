/// The number of a question to the store or of a command to the owner, by which its answer is known.
package struct RequestID: Sendable, Hashable {
    /// The number.
    package let number: Int

    /// Makes a number.
    package init(_ number: Int) { self.number = number }
}
