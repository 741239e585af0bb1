/// A file in the archive or in `quarantine/` that is taken where it lies, when a database is made anew; or one from outside the
/// inbox that had not been copied there yet.
package struct KeptFile: Sendable, Hashable {
    /// Its whole path.
    package var path: [UInt8]
    /// The name it came by, as far as it is known.
    package var name: [UInt8]
    /// What the ledger calls it: relative to the archive, or its name in `quarantine/`.
    package var archiveName: String
    /// True when it lies in `quarantine/`.
    package var isRefused: Bool
    /// True when it lies outside, and is to get its name by being copied.
    package var isOutside = false
    /// The ledger id it had; nil when nobody knows.
    package var ledgerID: Int64?
    /// When it was first seen, in microseconds since 1970; nil when nobody knows.
    package var discoveredAt: Int64?
    /// How often taking it had failed before it was stored.
    package var attempts = 0

    /// A file of which nothing is known but where it lies.
    package init(path: [UInt8], name: [UInt8], archiveName: String, isRefused: Bool) {
        self.path = path
        self.name = name
        self.archiveName = archiveName
        self.isRefused = isRefused
    }
}
