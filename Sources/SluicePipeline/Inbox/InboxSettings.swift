package import SluiceCore

/// How often the inbox is listed, and how long files must be at rest.
package struct InboxSettings: Sendable {
    /// Least time between two listings, in nanoseconds; a listing that takes long is followed by ten times its duration.
    package var rescanNanoseconds: UInt64
    /// Settle times.
    package var times: SettleTimes

    /// The settings of the design unless told otherwise: a rescan each second.
    package init(rescanNanoseconds: UInt64 = 1_000_000_000, times: SettleTimes = SettleTimes()) {
        self.rescanNanoseconds = rescanNanoseconds
        self.times = times
    }
}
