internal import Dispatch
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

internal import Glibc

@Suite(.serialized) struct SignalsTests {
    @Test func deliversASignalOnTheQueue() {
        let queue = DispatchQueue(label: "signals")
        let arrived = DispatchSemaphore(value: 0)
        let seen = Mutex<[Signals.Signal]>([])
        let listening = DispatchSemaphore(value: 0)
        let signals = Signals(
            [.hangup], queue: queue, whenListening: { @Sendable _ in listening.signal() }
        ) { @Sendable signal in
            dispatchPrecondition(condition: .onQueue(queue))
            seen.withLock { $0.append(signal) }
            arrived.signal()
        }
        guard listening.wait(timeout: .now() + Patience.seconds(20)) == .success else {
            Issue.record("the signal is not listened to")
            return
        }
        kill(getpid(), SIGHUP)
        #expect(arrived.wait(timeout: .now() + Patience.seconds(20)) == .success)
        #expect(seen.withLock { $0 } == [.hangup])
        withExtendedLifetime(signals) {}
    }

    @Test func brokenPipesAndLeasesAreSurvived() {
        Signals.ignoreUnhandled()
        for number in [SIGPIPE, SIGXFSZ, SIGIO] { #expect(kill(getpid(), number) == 0) }
    }
}
