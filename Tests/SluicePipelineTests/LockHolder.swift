internal import SluiceTestKit
internal import Synchronization

/// A lock on a station's database, taken and released when a test says so.
final class LockHolder: Sendable {
    private let held = Mutex<(lock: DatabaseFile.Lock?, wasTaken: Bool)>((nil, false))

    /// Keeps every writer out, the first time it is called.
    func take(_ station: TemporaryStation) {
        held.withLock { held in
            if !held.wasTaken { held = (try? station.database.lock(), true) }
        }
    }

    /// Lets writers in again.
    func release() { held.withLock { $0.lock = nil } }
}
