/// How long a file must have been left alone before it is taken; all times in nanoseconds of the monotonic clock.
package struct SettleTimes: Sendable, Equatable {
    /// Time without change after a writer has closed the file.
    package var closedNanoseconds: UInt64
    /// Time between two equal looks at a file of which no event told anything, or which changed after it was closed.
    package var unheardNanoseconds: UInt64

    /// The times of the design unless told otherwise: 200 ms and 1 s.
    package init(
        closedNanoseconds: UInt64 = 200_000_000, unheardNanoseconds: UInt64 = 1_000_000_000
    ) {
        self.closedNanoseconds = closedNanoseconds
        self.unheardNanoseconds = unheardNanoseconds
    }
}
