/// Records of a stretch of time.
package struct ErrorRateCounts: Sendable, Equatable {
    /// Records read.
    package var records = 0
    /// Records held among them.
    package var held = 0

    /// Nothing read.
    package init() {}

    /// Held records ÷ records read; nil when nothing was read.
    package var rate: Double? { records > 0 ? Double(held) / Double(records) : nil }
}
