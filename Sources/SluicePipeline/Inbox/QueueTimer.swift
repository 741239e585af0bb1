@preconcurrency internal import Dispatch
internal import SluiceSystem

/// A timer that fires once at a time of the monotonic clock, on a queue; arming it again replaces the time.
///
/// Confined to its queue. A class, because its source refers to a kernel timer that must be cancelled at the end.
final class QueueTimer {
    private let system: System
    private let source: any DispatchSourceTimer
    private var armed: UInt64?

    /// A timer that is not armed yet.
    init(_ system: System, queue: DispatchQueue, handler: @escaping @Sendable () -> Void) {
        self.system = system
        source = DispatchSource.makeTimerSource(queue: queue)
        source.setEventHandler { @Sendable in handler() }
        source.resume()
    }

    deinit { source.cancel() }

    /// Fires at `time`, or at once when it is past; costs nothing when it is armed for that time already.
    func arm(at time: UInt64) {
        let now = system.monotonicNanoseconds()
        if let armed, armed == time, time > now { return }
        armed = time
        let delay = time > now ? Int(clamping: time - now) : 0
        source.schedule(deadline: .now() + .nanoseconds(delay), leeway: .nanoseconds(0))
    }
}
