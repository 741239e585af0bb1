/// Everything that `sluice.toml` can say about a station; the defaults are those of a station without the file.
package struct StationConfiguration: Sendable, Hashable {
    /// What one bad record does to its file.
    package var mode = IntakeMode.record
    /// Name of the console's theme.
    package var theme = "sluice-dark"
    /// The zone in which times are shown; stored times are UTC always.
    package var timeZone = ShownTimeZone.utc
    /// Where the parts of the station are.
    package var directories = StationDirectories()
    /// How files are noticed and when they count as complete.
    package var inbox = InboxSettings()
    /// When a failure of the environment is tried again.
    package var retry = RetrySettings()
    /// Where the archive puts files whose rows are stored.
    package var archive = ArchivePolicy.daily
    /// What is refused because of its size.
    package var limits = StationLimits()
    /// From where on the operator is alerted.
    package var alerts = AlertThresholds()
    /// What a line of the logs looks like.
    package var logFormat = LogFormat.text
    /// Keys of the console that differ from its own table: name of the action to key. The console checks them.
    package var keys: [String: String] = [:]

    /// The configuration of a station that says nothing.
    package init() {}
}
