internal import Dispatch
internal import SluiceApp
internal import SluiceCore
internal import SluiceTestKit
internal import Synchronization

/// A link whose pictures a test puts in and whose commands it reads.
final class TestLink: StationLink {
    private let box = SnapshotBox()
    private struct State {
        var commands: [StationCommand] = []
        var reply = StationReply.done
        var isHolding = false
        var held: [@Sendable (StationReply) -> Void] = []
    }
    private let state = Mutex(State())

    var commands: [StationCommand] { state.withLock { $0.commands } }

    var reply: StationReply {
        get { state.withLock { $0.reply } }
        set { state.withLock { $0.reply = newValue } }
    }

    /// True to keep commands unanswered until they are released.
    var isHolding: Bool {
        get { state.withLock { $0.isHolding } }
        set { state.withLock { $0.isHolding = newValue } }
    }

    /// Answers the commands that are kept.
    func release(_ reply: StationReply) {
        let held = state.withLock { state in
            defer { state.held = [] }
            return state.held
        }
        for completion in held { completion(reply) }
    }

    func put(_ picture: StationSnapshot) { box.put(picture) }

    var newest: StationSnapshot { box.newest }

    func observe(_ body: @escaping @Sendable () -> Void) -> Int { box.observe(body) }

    func checkOwner() {}

    func forget(_ observer: Int) { box.forget(observer) }

    func perform(
        _ command: StationCommand, completion: @escaping @Sendable (StationReply) -> Void
    ) {
        let reply: StationReply? = state.withLock { state in
            state.commands.append(command)
            guard state.isHolding else { return state.reply }
            state.held.append(completion)
            return nil
        }
        if let reply { completion(reply) }
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
