internal import Synchronization

package import SluiceCore

/// How far a lane's worker is with its file; written by the worker, read for snapshots.
package final class TakeProgress: Sendable {
    private struct Standing {
        var file: PipelineSnapshot.RunningFile?
        var beganNanoseconds: UInt64 = 0
        /// Records of all files, from the first on.
        var records = 0
    }

    private let standing = Mutex(Standing())

    /// No file yet.
    package init() {}

    /// The file being read, as it stands at a moment of the monotonic clock; nil between files. Any queue.
    package func running(nowNanoseconds: UInt64) -> PipelineSnapshot.RunningFile? {
        standing.withLock { standing in
            var file = standing.file
            let (spent, isEarlier) = nowNanoseconds.subtractingReportingOverflow(
                standing.beganNanoseconds)
            file?.spentNanoseconds = isEarlier ? 0 : spent
            return file
        }
    }

    /// Records read by this lane since it was made, of files that were given up too. Any queue.
    package var recordsRead: Int { standing.withLock { $0.records } }

    func begin(_ pending: PendingFile, bytes: Int, at nanoseconds: UInt64) {
        standing.withLock { standing in
            var file = PipelineSnapshot.RunningFile(
                name: pending.source.name, sizeBytes: bytes, readBytes: 0)
            file.arrivedMicroseconds = pending.discoveredAt
            standing.file = file
            standing.beganNanoseconds = nanoseconds
        }
    }

    func add(bytes: Int, _ counts: JudgeCounts) {
        standing.withLock { standing in
            guard let before = standing.file?.records else { return }
            standing.records += counts.records - before
            standing.file?.readBytes += bytes
            standing.file?.records = counts.records
            standing.file?.held = counts.held
        }
    }

    func end() {
        standing.withLock { $0.file = nil }
    }
}
