/// The zone in which the console and the commands show times; the raw values are those of `timeZone`.
package enum ShownTimeZone: String, Sendable, Hashable, CaseIterable {
    /// Coordinated universal time.
    case utc = "UTC"
    /// The zone of the machine.
    case local
}
