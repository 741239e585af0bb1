/// Where in the archive a file goes once its rows are stored; the raw values are those of `archive.policy`.
package enum ArchivePolicy: String, Sendable, Hashable, CaseIterable {
    /// Into a directory for each UTC day, such as `data/processed/2024-05-01`.
    case daily
    /// Into the archive directory itself.
    case flat
}
