/// From where on the operator is alerted.
package struct AlertThresholds: Sendable, Hashable {
    /// Records held of a hundred read, over the last five minutes.
    package var errorRatePercent = 5.0
    /// For how long it must be more, and then less again, until the alert follows.
    package var errorRateFor = Duration.seconds(60)
    /// Age of the oldest waiting file.
    package var lag = Duration.seconds(60)
    /// Time without a commit while files wait, after which the station is STALLED.
    package var stalled = Duration.seconds(10)
    /// How full of its limits the quarantine may become.
    package var quarantineFillPercent = 80.0
    /// Size of the database's write-ahead log, in bytes.
    package var walBytes: Int64 = 256 << 20
    /// Free space of the store's file system below which it is said, in bytes.
    package var freeBytes: Int64 = 1 << 30
}
