internal import Synchronization

/// Carries the reason why an operation was not done from the queue of a service to the main thread that waits for it.
///
/// A class, because both hold on to it.
final class FailureBox: Sendable {
    private let content = Mutex<CommandFailure?>(nil)

    /// Puts the reason in.
    func set(_ failure: CommandFailure) { content.withLock { $0 = failure } }

    /// The reason; nil when there is none.
    var value: CommandFailure? { content.withLock { $0 } }
}
