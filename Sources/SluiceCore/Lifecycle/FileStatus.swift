/// Where a taken file stands in the ledger; the raw values are those of `files.status`.
package enum FileStatus: String, Sendable, CaseIterable {
    /// A big file whose rows are being written in steps; no view shows it.
    case loading
    /// Rows, partials and quarantine entries are committed; the file still lies where it was.
    case committed
    /// Committed, and the file is in the archive.
    case archived
    /// The file as a whole was refused and is (or will be) in `quarantine/`.
    case rejected
    /// The same content is known under another ledger row.
    case duplicate
    /// A corrected file has replaced this one.
    case superseded
    /// The rows were removed by retention.
    case pruned
}
