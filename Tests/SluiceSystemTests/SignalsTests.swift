internal import Dispatch
internal import SluiceSystem
internal import Synchronization
internal import Testing

internal import Glibc

@Suite(.serialized) struct SignalsTests {
    @Test func deliversASignalOnTheQueue() {
        let queue = DispatchQueue(label: "signals")
        let arrived = DispatchSemaphore(value: 0)
        let seen = Mutex<[Signals.Signal]>([])
        let signals = Signals([.hangup], queue: queue) { @Sendable signal in
            dispatchPrecondition(condition: .onQueue(queue))
            seen.withLock { $0.append(signal) }
            arrived.signal()
        }
        // Sources are installed asynchronously; on their queue they are.
        queue.sync {}
        kill(getpid(), SIGHUP)
        #expect(arrived.wait(timeout: .now() + 20) == .success)
        #expect(seen.withLock { $0 } == [.hangup])
        withExtendedLifetime(signals) {}
    }

    @Test func brokenPipesAndLeasesAreSurvived() {
        Signals.ignoreUnhandled()
        for number in [SIGPIPE, SIGXFSZ, SIGIO] { #expect(kill(getpid(), number) == 0) }
    }
}
