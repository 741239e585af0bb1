internal import Synchronization

package import SluiceCore

/// How far a lane's worker is with its file; written by the worker, read for snapshots.
package final class TakeProgress: Sendable {
    private let file = Mutex<PipelineSnapshot.RunningFile?>(nil)

    /// No file yet.
    package init() {}

    /// The file being read; nil between files. Any queue.
    package var running: PipelineSnapshot.RunningFile? { file.withLock { $0 } }

    func begin(name: [UInt8], bytes: Int) {
        file.withLock { $0 = .init(name: name, sizeBytes: bytes, readBytes: 0) }
    }

    func add(bytes: Int) {
        file.withLock { $0?.readBytes += bytes }
    }

    func end() {
        file.withLock { $0 = nil }
    }
}
