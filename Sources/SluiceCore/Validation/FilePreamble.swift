/// What stands before the header: a byte-order mark and empty lines.
///
/// Empty lines are consumed as they come, so that a file of nothing else needs no memory.
package struct FilePreamble {
    /// What the first bytes of a file said.
    package enum Outcome: Equatable {
        /// More bytes are needed; this many need not be given again.
        case needsInput(consumed: Int)
        /// The file is empty, or not UTF-8 text.
        case refused(Finding)
        /// The header starts after this many bytes of those given.
        case ready(skipped: Int)
    }

    /// Physical line on which the next byte stands, 1-based.
    package private(set) var line = 1
    /// Offset in the file of the next byte to be given.
    package private(set) var byteOffset = 0
    private var isMarkRead = false

    /// Before the first byte of a file.
    package init() {}

    /// Reads bytes that start at the first one not yet consumed. What is consumed or skipped counts as read.
    package mutating func read(_ bytes: borrowing Span<UInt8>, isFinal: Bool) -> Outcome {
        var index = 0
        if !isMarkRead {
            guard bytes.count >= 4 || isFinal else { return .needsInput(consumed: 0) }
            if let name = Self.foreignMark(bytes) {
                return .refused(
                    Finding(
                        .format, rule: "format",
                        message: "the file starts with a \(name) mark; expected UTF-8"))
            }
            if Self.starts(bytes, with: [0xEF, 0xBB, 0xBF]) { index = 3 }
            isMarkRead = true
        }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") {
                index += 1
            } else if bytes[index] == UInt8(ascii: "\r") {
                if index + 1 == bytes.count, !isFinal { break }
                guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else {
                    return skip(index)
                }
                index += 2
            } else {
                return skip(index)
            }
            line += 1
        }
        guard isFinal else {
            byteOffset += index
            return .needsInput(consumed: index)
        }
        return .refused(Finding(.empty, rule: "empty", message: "the file has no record"))
    }

    private mutating func skip(_ count: Int) -> Outcome {
        byteOffset += count
        return .ready(skipped: count)
    }

    private static func foreignMark(_ bytes: borrowing Span<UInt8>) -> String? {
        if starts(bytes, with: [0xFF, 0xFE, 0, 0]) { return "UTF-32" }
        if starts(bytes, with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        if starts(bytes, with: [0xFF, 0xFE]) || starts(bytes, with: [0xFE, 0xFF]) {
            return "UTF-16"
        }
        return nil
    }

    private static func starts(_ bytes: borrowing Span<UInt8>, with mark: [UInt8]) -> Bool {
        guard bytes.count >= mark.count else { return false }
        for index in mark.indices where bytes[index] != mark[index] { return false }
        return true
    }
}
