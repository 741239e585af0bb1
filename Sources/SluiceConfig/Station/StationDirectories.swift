/// Where the parts of a station are: paths relative to the station, or absolute.
package struct StationDirectories: Sendable, Hashable {
    /// The watched directory into which files are dropped.
    package var inbox = "data"
    /// The archive of files whose rows are stored.
    package var archive = "data/processed"
    /// The dataset files.
    package var datasets = "data/datasets"
    /// The database; senders must not be able to write there.
    package var store = "data/store"
    /// Rejected files, and the bad records of the others.
    package var quarantine = "quarantine"
    /// Logs, reports and the status file.
    package var logs = "logs"
    /// Colour themes.
    package var themes = "themes"
}
