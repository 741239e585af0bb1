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
    /// From opening to commit, in milliseconds; while it runs, until now; nil where this process did not take it.
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

    /// Records read per second from opening to commit, or until now; nil when that is not known.
    package var recordsPerSecond: Double? {
        guard let milliseconds, milliseconds > 0, records > 0 else { return nil }
        return Double(records) / (Double(milliseconds) / 1_000)
    }

    /// For how long it will still be read, in seconds, if it goes on as from its first byte to now; nil for what is not
    /// being read, and within the first second.
    package var secondsLeft: Double? {
        guard case .running(let read) = phase, read > 0, let milliseconds, milliseconds >= 1_000
        else { return nil }
        return Double(milliseconds) / 1_000 * Double(max(0, sizeBytes - read)) / Double(read)
    }

    /// Records held ÷ records read; nil when nothing was read.
    package var errorRate: Double? { records > 0 ? Double(held) / Double(records) : nil }
}
