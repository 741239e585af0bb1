/// Where the time of a record comes from: one field or several joined, and the formats their text may have.
package struct TimeSource: Sendable, Hashable {
    /// Names of the fields whose texts are joined; at least one. All of them are required.
    package var fields: [String]
    /// What stands between the joined texts.
    package var separator: String
    /// The accepted formats; the first that fits counts. See ``TimeSource/epochSeconds`` for the two special ones.
    package var formats: [String]
    /// What a time that names no zone is ahead of UTC, in seconds.
    package var utcOffsetSeconds: Int

    /// The format that reads a number of seconds since 1970-01-01T00:00Z.
    package static let epochSeconds = "epoch_s"
    /// The format that reads a number of milliseconds since 1970-01-01T00:00Z.
    package static let epochMilliseconds = "epoch_ms"

    /// Makes a time source.
    package init(
        fields: [String], separator: String = " ", formats: [String], utcOffsetSeconds: Int = 0
    ) {
        self.fields = fields
        self.separator = separator
        self.formats = formats
        self.utcOffsetSeconds = utcOffsetSeconds
    }
}
