/// Why there can be no console on this terminal.
package struct TerminalError: Error, Sendable, Equatable {
    /// What happened and why.
    package let message: String
    /// What to do instead.
    package let hint: String

    init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }
}
