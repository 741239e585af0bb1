internal import Synchronization

package import SluiceCore

/// How far a lane's worker is with its file; written by the worker, read for snapshots.
package final class TakeProgress: Sendable {
    private let file = Mutex<PipelineSnapshot.RunningFile?>(nil)

    /// No file yet.
    package init() {}

    /// The file being read; nil between files. Any queue.
    package var running: PipelineSnapshot.RunningFile? { file.withLock { $0 } }

    func begin(_ pending: PendingFile, bytes: Int) {
        file.withLock { file in
            file = .init(name: pending.source.name, sizeBytes: bytes, readBytes: 0)
            file?.arrivedMicroseconds = pending.discoveredAt
        }
    }

    func add(bytes: Int, _ counts: JudgeCounts) {
        file.withLock { file in
            file?.readBytes += bytes
            file?.records = counts.records
            file?.held = counts.held
        }
    }

    func end() {
        file.withLock { $0 = nil }
    }
}
