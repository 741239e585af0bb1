internal import Dispatch
internal import Synchronization

/// Whether a file that is read while it still settles has come to rest as it was read: the worker waits for the answer.
///
/// A class, because the worker and the pipeline look at the same answer. Any queue.
package final class SettleConfirmation: Sendable {
    /// nil until it is known.
    private let answer = Mutex<Bool?>(nil)
    private let answered = DispatchSemaphore(value: 0)

    /// Not known yet.
    package init() {}

    /// True once it is known whether the file has come to rest.
    var isKnown: Bool { answer.withLock { $0 != nil } }

    /// True once the file turned out to be changing: reading on is useless.
    package var isRefused: Bool { answer.withLock { $0 == false } }

    /// True once the file has come to rest as it was read.
    package var isConfirmed: Bool { answer.withLock { $0 == true } }

    /// Says how it ended; only the first answer counts.
    package func settle(asRead: Bool) {
        let isFirst = answer.withLock { answer in
            defer { answer = answer ?? asRead }
            return answer == nil
        }
        if isFirst { answered.signal() }
    }

    /// True when the file came to rest as it was read. Blocks the worker until that is known: the settle time at most.
    func wait() -> Bool {
        answered.wait()
        answered.signal()
        return isConfirmed
    }
}
