package import SluiceSystem

/// A file in the inbox that has come to rest and may be taken.
package struct InboxFile: Sendable {
    /// Its name as bytes.
    package let name: [UInt8]
    /// What it was at the last look; compare it before and after reading.
    package let identity: FileIdentity
    /// When it was first seen, in microseconds since 1970 UTC.
    package let discoveredAt: Int64
    /// When it became ready, in nanoseconds of the monotonic clock.
    package let readySince: UInt64
}
