/// Where a file stands after its archive step.
package enum ArchiveOutcome: Sendable {
    /// It lies under this name: relative to `data/processed/`, or in `quarantine/` when it was rejected.
    case archived(name: String)
    /// The name in the inbox stands for other content by now, which is taken as a new file.
    case replaced
    /// Nothing stands under the name any more; the rows are safe.
    case vanished
    /// It could not be moved; it is tried again later and not taken again meanwhile.
    case failed(message: String, remedy: String)
}
