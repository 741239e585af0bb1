/// From where on an alert fires.
package struct AlertLimits: Sendable, Hashable {
    /// Records held ÷ records read over the last five minutes, above which an alert fires.
    package var errorRate = 0.05
    /// For how long the rate must be above, and below again, in seconds.
    package var errorRateSeconds = 60
    /// Age of the oldest waiting file, in nanoseconds.
    package var lagNanoseconds: UInt64 = 60_000_000_000
    /// Part of its limit that the quarantine may hold.
    package var quarantineFill = 0.8
    /// Size of the write-ahead log, in bytes.
    package var walBytes = 256 << 20
    /// Free space of the store's file system, in bytes, below which an alert fires.
    package var freeBytes = 1 << 30

    /// The defaults of the design.
    package init() {}
}
