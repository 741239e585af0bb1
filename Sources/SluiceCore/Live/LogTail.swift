/// The newest lines of the log, numbered in the order in which they came.
package struct LogTail: Sendable, Equatable {
    /// How many lines are kept.
    package static let limit = 1_000

    /// The lines, oldest first.
    package private(set) var lines: [LogLine] = []
    private var nextID: Int64 = 1

    /// No line yet.
    package init() {}

    /// Adds a line and gives it its number.
    package mutating func add(_ line: LogLine) {
        var numbered = line
        numbered.id = nextID
        add(numbered: numbered)
    }

    /// Adds a line that has its number already, a later one than all before.
    package mutating func add(numbered line: LogLine) {
        nextID = line.id + 1
        lines.append(line)
        // Dropped by hundreds: a removal at the front moves all that follow.
        if lines.count >= Self.limit + 100 { lines.removeFirst(lines.count - Self.limit) }
    }

    /// The newest lines, oldest first, at most ``limit``.
    package var newest: [LogLine] { Array(lines.suffix(Self.limit)) }
}
