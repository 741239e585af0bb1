/// What the alerts are decided by, at one moment.
package struct AlertObservation: Sendable {
    /// The moment by the monotonic clock, in nanoseconds.
    package var nanoseconds: UInt64
    /// The same moment by the wall clock, in microseconds since 1970 UTC.
    package var wallMicroseconds: Int64
    /// The pipeline.
    package var pipeline: PipelineSnapshot
    /// Records held ÷ records read over the last five minutes; nil when nothing was read.
    package var errorRate: Double?
    /// How much of its limit the quarantine holds, 0 … 1; nil when that is not known.
    package var quarantineFill: Double?
    /// Size of the write-ahead log, in bytes.
    package var walBytes = 0
    /// Free space of the store's file system, in bytes; nil when it cannot be told.
    package var freeBytes: Int?

    /// An observation of a pipeline alone.
    package init(nanoseconds: UInt64, wallMicroseconds: Int64, pipeline: PipelineSnapshot) {
        self.nanoseconds = nanoseconds
        self.wallMicroseconds = wallMicroseconds
        self.pipeline = pipeline
    }
}
