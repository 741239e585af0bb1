/// Why an SQL expression cannot be used, and where in its text.
package struct ExpressionProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where the fault is: bytes from the start of the expression, at most its length.
    package var offset: Int
    /// What is wrong, in one sentence without a full stop.
    package var message: String
    /// The known name that a mistyped one is nearest to.
    package var suggestion: String?

    /// Makes a problem.
    package init(offset: Int, _ message: String, suggestion: String? = nil) {
        self.offset = offset
        self.message = message
        self.suggestion = suggestion
    }

    /// One line: what is wrong and what was probably meant.
    package var description: String {
        message + (suggestion.map { ": did you mean \($0)?" } ?? "")
    }

    /// The line of the expression that is at fault and a caret below the place, for a fixed-width medium.
    package func pointer(in expression: String) -> [String] {
        let bytes = Array(expression.utf8)
        let place = min(max(0, offset), bytes.count)
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[place...].firstIndex(of: newline) ?? bytes.count
        let before = String(decoding: bytes[start..<place], as: UTF8.self)
        return [
            String(decoding: bytes[start..<end], as: UTF8.self),
            String(repeating: " ", count: before.count) + "^",
        ]
    }
}
