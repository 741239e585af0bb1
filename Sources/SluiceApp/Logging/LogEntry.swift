/// One thing that happened, for the logs: never a value from the data.
package struct LogEntry: Sendable, Equatable {
    /// What a field holds.
    package enum Value: Sendable, Equatable {
        /// Text; hidden characters are shown when it is written.
        case text(String)
        /// A count or an identifier.
        case integer(Int)
        /// A duration in milliseconds, written with three digits.
        case milliseconds(Double)
    }

    /// A named detail.
    package struct Field: Sendable, Equatable {
        /// Its key, `[a-z_]+`.
        package let key: String
        /// Its value.
        package let value: Value

        /// Makes a field.
        package init(_ key: String, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// When it happened, in microseconds since 1970 UTC.
    package let microseconds: Int64
    /// How much it matters.
    package let level: LogLevel
    /// What happened, in a few words.
    package let event: String
    /// The details, in the order in which they are written.
    package let fields: [Field]

    /// Makes an entry.
    package init(
        microseconds: Int64, level: LogLevel, event: String, fields: [Field] = []
    ) {
        self.microseconds = microseconds
        self.level = level
        self.event = event
        self.fields = fields
    }
}
