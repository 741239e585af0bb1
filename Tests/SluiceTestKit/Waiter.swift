internal import Dispatch

/// Waits for what must come, woken by signals.
package final class Waiter: Sendable {
    /// What did not come within the time allowed, which is far more than it can need.
    package struct TimedOut: Error {}

    private let changed = DispatchSemaphore(value: 0)

    /// A waiter nobody has signalled.
    package init() {}

    /// Has the condition looked at again.
    package func signal() { changed.signal() }

    /// Waits until a condition holds, looked at after each signal.
    package func wait(until condition: () -> Bool) throws {
        let deadline = DispatchTime.now() + Patience.seconds(60)
        while !condition() {
            guard changed.wait(timeout: deadline) == .success else { throw TimedOut() }
        }
    }

    /// Waits until a condition holds that nobody signals.
    package func poll(until condition: () throws -> Bool) throws {
        let deadline = DispatchTime.now() + Patience.seconds(60)
        while try !condition() {
            guard DispatchTime.now() < deadline else { throw TimedOut() }
            _ = changed.wait(timeout: .now() + .milliseconds(1))
        }
    }
}
