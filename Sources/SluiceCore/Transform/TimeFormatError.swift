/// Why a text is no time format.
package struct TimeFormatError: Error, Hashable, Sendable {
    /// Where in the format, in bytes from 0.
    package let position: Int
    /// What is wrong there, in one sentence without a full stop.
    package let message: String

    /// Makes an error.
    package init(position: Int, message: String) {
        self.position = position
        self.message = message
    }
}
