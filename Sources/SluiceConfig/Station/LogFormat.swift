/// What a line of the logs looks like; the raw values are those of `log.format`.
package enum LogFormat: String, Sendable, Hashable, CaseIterable {
    /// A line for people.
    case text
    /// A JSON object a line.
    case json
}
