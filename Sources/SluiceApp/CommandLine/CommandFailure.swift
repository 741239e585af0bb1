/// Why a command could not be done, in the words an operator needs, and the exit status that follows.
package struct CommandFailure: Error, Sendable, Equatable {
    /// The exit status.
    package let code: ExitCode
    /// What happened and why, without values from the data; a line for each thing that is wrong.
    package let message: String
    /// What to do next; nil when the message says it.
    package let hint: String?

    /// Makes a failure.
    package init(_ code: ExitCode, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }
}
