/// One line of the log as the console shows it.
package struct LogLine: Sendable, Equatable {
    /// How much a line matters.
    package enum Level: String, Sendable, CaseIterable, Comparable {
        /// Details for finding a fault in sluice itself.
        case debug = "DEBUG"
        /// Something was done.
        case info = "INFO"
        /// Something needs a look.
        case warning = "WARN"
        /// An alert began or ceased.
        case alert = "ALERT"
        /// Something could not be done.
        case error = "ERROR"

        /// Less important levels come first.
        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Its number, counted from the start of the owner; by it the cursor stays on a line.
    package var id: Int64
    /// When it was written, in microseconds since 1970 UTC.
    package var microseconds: Int64
    /// How much it matters.
    package var level: Level
    /// The part of the program it comes from, such as `commit`.
    package var source: String
    /// What happened, in one line; file names in it are spelled as in `files.name`.
    package var message: String
    /// The details, in the order in which they are written.
    package var fields: [(name: String, value: String)]
    /// The file it is about; nil when it is about none.
    package var fileID: Int64?

    /// Makes a line.
    package init(
        id: Int64, microseconds: Int64, level: Level, source: String, message: String,
        fields: [(name: String, value: String)] = [], fileID: Int64? = nil
    ) {
        self.id = id
        self.microseconds = microseconds
        self.level = level
        self.source = source
        self.message = message
        self.fields = fields
        self.fileID = fileID
    }

    /// Two lines are the same when all they say is.
    package static func == (left: LogLine, right: LogLine) -> Bool {
        left.id == right.id && left.microseconds == right.microseconds && left.level == right.level
            && left.source == right.source && left.message == right.message
            && left.fileID == right.fileID && left.fields.elementsEqual(right.fields, by: ==)
    }
}
