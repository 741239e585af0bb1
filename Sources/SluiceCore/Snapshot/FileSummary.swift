/// One file as the console lists it: arriving, running, or in the ledger.
package struct FileSummary: Sendable, Equatable {
    /// Where the file stands.
    package enum Phase: Sendable, Equatable {
        /// It still changes, or waits for its turn.
        case arriving
        /// It is being read; how many of its bytes were read.
        case running(readBytes: Int)
        /// All its records are stored.
        case stored
        /// Some of its records are held or were discarded.
        case partial
        /// It was refused as a whole, for this reason.
        case rejected(FindingCode)
        /// The same content is known under an earlier file.
        case duplicate
        /// A corrected file took its place; nothing of it is stored or held.
        case superseded
        /// A failure of the environment is being retried with it.
        case retrying
    }

    /// Its ledger id; nil until it is committed.
    package var id: Int64?
    /// Its name as text, spelled as in `files.name`.
    package var name: String
    /// Where it stands.
    package var phase: Phase
    /// Its size in bytes.
    package var sizeBytes: Int
    /// Records read so far.
    package var records = 0
    /// Records stored.
    package var stored = 0
    /// Records held now; while it runs, found bad so far.
    package var held = 0
    /// Records dropped by an operator or by the dataset's rule for repeated keys.
    package var discarded = 0
    /// When it was first seen, in microseconds since 1970 UTC.
    package var arrivedMicroseconds: Int64
    /// When its commit returned, in microseconds since 1970 UTC; nil before.
    package var committedMicroseconds: Int64?
    /// From opening to commit, in milliseconds; nil where this process did not take it.
    package var milliseconds: Int?
    /// How long its stages took, in milliseconds; empty where this process did not take it.
    package var stages: [StageTiming.Stage: Int] = [:]
    /// The dataset it belongs to; empty when it is not known.
    package var dataset = ""

    /// Makes a file; the counts are 0.
    package init(
        id: Int64?, name: String, phase: Phase, sizeBytes: Int, arrivedMicroseconds: Int64
    ) {
        self.id = id
        self.name = name
        self.phase = phase
        self.sizeBytes = sizeBytes
        self.arrivedMicroseconds = arrivedMicroseconds
    }

    /// Records held ÷ records read; nil when nothing was read.
    package var errorRate: Double? { records > 0 ? Double(held) / Double(records) : nil }
}
