internal import Dispatch
internal import SluiceApp
internal import SluiceCore
internal import SluiceTestKit
internal import Synchronization

/// A link whose pictures a test puts in and whose commands it reads.
final class TestLink: StationLink {
    private let box = SnapshotBox()
    private let state = Mutex<(commands: [StationCommand], reply: StationReply)>(([], .done))

    var commands: [StationCommand] { state.withLock { $0.commands } }

    var reply: StationReply {
        get { state.withLock { $0.reply } }
        set { state.withLock { $0.reply = newValue } }
    }

    func put(_ picture: StationSnapshot) { box.put(picture) }

    var newest: StationSnapshot { box.newest }

    func observe(_ body: @escaping @Sendable () -> Void) -> Int { box.observe(body) }

    func forget(_ observer: Int) { box.forget(observer) }

    func perform(
        _ command: StationCommand, completion: @escaping @Sendable (StationReply) -> Void
    ) {
        completion(
            state.withLock { state in
                state.commands.append(command)
                return state.reply
            })
    }
}

/// Waits for what must come, woken by signals.
final class Waiter: Sendable {
    /// What did not come within the time allowed, which is far more than it can need.
    struct TimedOut: Error {}

    private let changed = DispatchSemaphore(value: 0)

    func signal() { changed.signal() }

    /// Waits until a condition holds, looked at after each signal.
    func wait(until condition: () -> Bool) throws {
        let deadline = DispatchTime.now() + Patience.seconds(60)
        while !condition() {
            guard changed.wait(timeout: deadline) == .success else { throw TimedOut() }
        }
    }

    /// Waits until a condition holds that nobody signals.
    func poll(until condition: () throws -> Bool) throws {
        let deadline = DispatchTime.now() + Patience.seconds(60)
        while try !condition() {
            guard DispatchTime.now() < deadline else { throw TimedOut() }
            _ = changed.wait(timeout: .now() + .milliseconds(1))
        }
    }
}

/// Waits for the answer that a call gives to its completion.
func waitFor<Answer: Sendable>(_ body: (@escaping @Sendable (Answer) -> Void) -> Void) -> Answer? {
    let done = DispatchSemaphore(value: 0)
    let held = AnswerHolder<Answer>()
    body { answer in
        held.answer.withLock { $0 = answer }
        done.signal()
    }
    _ = done.wait(timeout: .now() + Patience.seconds(60))
    return held.answer.withLock { $0 }
}

private final class AnswerHolder<Answer: Sendable>: Sendable {
    let answer = Mutex<Answer?>(nil)
}
