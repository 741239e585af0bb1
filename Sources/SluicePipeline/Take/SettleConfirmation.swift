internal import Dispatch
internal import Synchronization

/// Whether a file that is read while it still settles has come to rest as it was read: the worker waits for the answer.
///
/// A class, because the worker and the pipeline look at the same answer. Any queue.
package final class SettleConfirmation: Sendable {
    /// The answer, nil until it is known, and what somebody waits at for it: only the worker of a big file does.
    private let state = Mutex<(answer: Bool?, answered: DispatchSemaphore?)>((nil, nil))

    /// Not known yet.
    package init() {}

    /// True once it is known whether the file has come to rest.
    var isKnown: Bool { state.withLock { $0.answer != nil } }

    /// True once the file turned out to be changing: reading on is useless.
    package var isRefused: Bool { state.withLock { $0.answer == false } }

    /// True once the file has come to rest as it was read.
    package var isConfirmed: Bool { state.withLock { $0.answer == true } }

    /// Says how it ended; only the first answer counts.
    package func settle(asRead: Bool) {
        let waiting = state.withLock { state in
            guard state.answer == nil else { return nil as DispatchSemaphore? }
            state.answer = asRead
            return state.answered
        }
        waiting?.signal()
    }

    /// True when the file came to rest as it was read. Blocks the worker until that is known: the settle time at most.
    func wait() -> Bool {
        let unanswered = state.withLock { state in
            guard state.answer == nil else { return nil as DispatchSemaphore? }
            let semaphore = state.answered ?? DispatchSemaphore(value: 0)
            state.answered = semaphore
            return semaphore
        }
        unanswered?.wait()
        unanswered?.signal()
        return isConfirmed
    }
}
