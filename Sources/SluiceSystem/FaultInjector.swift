internal import Synchronization

/// Lets a test make any system call fail, at any count; the program itself never makes one.
package final class FaultInjector: Sendable {
    /// What to do with one call: the error number to fail with, or nil to let it pass.
    package typealias Decision = @Sendable (_ call: SystemCall, _ count: Int) -> Int32?

    private let counts = Mutex<[SystemCall: Int]>([:])
    private let decide: Decision

    /// An injector that asks `decide` before each call; `count` is 1 for the first call of a kind.
    package init(_ decide: @escaping Decision) {
        self.decide = decide
    }

    /// Counts a call and answers the error number it must fail with.
    func failure(of call: SystemCall) -> Int32? {
        let count = counts.withLock { counts in
            counts[call, default: 0] += 1
            return counts[call, default: 0]
        }
        return decide(call, count)
    }
}
