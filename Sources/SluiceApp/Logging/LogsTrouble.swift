package import SluiceCore
package import SluiceSystem
internal import Synchronization

/// Why something in `logs/` cannot be written: noted where that fails, shown beside what the pipeline fails at.
///
/// A class, because it is noted on one queue and read on others. Safe from any queue.
package final class LogsTrouble: Sendable {
    private let noted = Mutex<PipelineSnapshot.Trouble?>(nil)
    private let system: System

    /// No trouble yet.
    package init(system: System) { self.system = system }

    /// What fails since when; nil while all can be written.
    package var shown: PipelineSnapshot.Trouble? { noted.withLock { $0 } }

    /// Notes a failed attempt; the next one is made within a second.
    package func failed(_ error: SystemError) {
        let now = system.realtimeMicroseconds()
        noted.withLock { trouble in
            trouble = PipelineSnapshot.Trouble(
                message: "logs: \(error)",
                sinceMicroseconds: trouble?.sinceMicroseconds ?? now,
                nextAttemptMicroseconds: now + 1_000_000, attempts: (trouble?.attempts ?? 0) + 1,
                remedy: error.remedy)
        }
    }

    /// Notes that it was written.
    package func succeeded() { noted.withLock { $0 = nil } }
}
