internal import Dispatch

/// A queue of its own for targets that do not import Dispatch: pieces of work, one after the other, and a way to wait.
///
/// A class, because it owns the queue.
package final class BackgroundWork: Sendable {
    private let queue: DispatchQueue

    /// Makes a queue under a label that debuggers show.
    package init(label: String) {
        queue = DispatchQueue(label: label)
    }

    /// Runs a piece of work behind those handed over before. Does not block.
    package func run(_ body: @escaping @Sendable () -> Void) {
        queue.async(execute: body)
    }

    /// Blocks until everything handed over has ended. Never called by a piece of work.
    package func wait() {
        queue.sync {}
    }
}
