/// How long one stage of a file's way takes, over the last files.
package struct StageTiming: Sendable, Equatable {
    /// A stage, in the order of a file's way.
    package enum Stage: String, Sendable, CaseIterable {
        /// From ready to opened.
        case wait
        /// Reading, parsing and judging.
        case parse
        /// The transaction.
        case store
        /// The rename into the archive.
        case archive
    }

    /// Which stage.
    package var stage: Stage
    /// The median, in milliseconds.
    package var medianMilliseconds: Double
    /// The 99th percentile, in milliseconds.
    package var slowestMilliseconds: Double
    /// How many files stand before it now.
    package var queue: Int

    /// Makes a timing.
    package init(
        stage: Stage, medianMilliseconds: Double, slowestMilliseconds: Double, queue: Int
    ) {
        self.stage = stage
        self.medianMilliseconds = medianMilliseconds
        self.slowestMilliseconds = slowestMilliseconds
        self.queue = queue
    }
}
