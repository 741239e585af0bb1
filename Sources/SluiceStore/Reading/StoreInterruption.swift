internal import CSQLite
internal import Synchronization

/// Ends what a reader is doing, from any thread, with an error of the kind `interrupted`.
///
/// A class, because reader and canceller share it. Valid as long as its reader is open.
package final class StoreInterruption: Sendable {
    private struct State {
        var isRequested = false
        /// True during work that later questions need as well: it is finished first.
        var isShielded = false
    }

    // Used only to be interrupted, which SQLite permits from any thread while the connection is open.
    nonisolated(unsafe) private let handle: OpaquePointer
    private let state = Mutex(State())

    init(_ connection: Connection) { handle = connection.handle }

    /// Asks for the end of what is being done. Returns at once; nothing happens when nothing is being done.
    package func request() {
        let isAtOnce = state.withLock { state in
            state.isRequested = true
            return !state.isShielded
        }
        if isAtOnce { sqlite3_interrupt(handle) }
    }

    /// Forgets a request, before something else is done. The reader's queue.
    package func reset() { state.withLock { $0.isRequested = false } }

    /// True when the end was asked for.
    var isRequested: Bool { state.withLock { $0.isRequested } }

    /// Throws when the end was asked for; for loops that ask SQLite nothing.
    func check() throws(StoreError) {
        if state.withLock({ $0.isRequested }) {
            throw StoreError(.interrupted, "the answer is not wanted any more")
        }
    }

    /// Does work that is finished even when the end is asked for meanwhile.
    func shielding<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        state.withLock { $0.isShielded = true }
        defer { state.withLock { $0.isShielded = false } }
        return try body()
    }
}
