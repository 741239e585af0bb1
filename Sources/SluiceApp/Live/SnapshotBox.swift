package import SluiceCore
internal import Synchronization

/// The newest picture of a station, for any queue; who waits for a newer one is told.
///
/// A class, because writer and readers share it. Older pictures are dropped: only the newest matters.
package final class SnapshotBox: Sendable {
    private struct State {
        var newest = StationSnapshot()
        var observers: [Int: @Sendable () -> Void] = [:]
        var nextObserver = 0
    }

    private let state = Mutex(State())

    /// A box with the picture of a station nobody has looked at yet.
    package init() {}

    /// The newest picture.
    package var newest: StationSnapshot { state.withLock { $0.newest } }

    /// True while somebody waits for newer pictures.
    package var isObserved: Bool { state.withLock { !$0.observers.isEmpty } }

    /// Puts a picture in unless it is the one before, the moment it was taken aside; true when it was put in.
    ///
    /// Observers are called on the caller's queue.
    @discardableResult
    package func put(_ snapshot: StationSnapshot) -> Bool {
        let observers = state.withLock { state -> [@Sendable () -> Void]? in
            var same = state.newest
            same.takenMicroseconds = snapshot.takenMicroseconds
            guard same != snapshot else { return nil }
            state.newest = snapshot
            return Array(state.observers.values)
        }
        for observer in observers ?? [] { observer() }
        return observers != nil
    }

    /// Has `body` called whenever there is a newer picture, until the number is given to ``forget(_:)``.
    ///
    /// It must return at once and may be called on any queue.
    package func observe(_ body: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.nextObserver += 1
            state.observers[state.nextObserver] = body
            return state.nextObserver
        }
    }

    /// Ends an observation; a call under way may still come through.
    package func forget(_ observer: Int) {
        _ = state.withLock { $0.observers.removeValue(forKey: observer) }
    }
}
