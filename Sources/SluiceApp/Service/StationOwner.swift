internal import Dispatch
package import SluiceSystem

/// Who works on a station: this process as its owner, or the instance that owns it already.
package enum StationOwner {
    /// How long a station is tried whose owner does not listen: it ends, or has just begun. Seconds; an owner that ends holds
    /// the station for some milliseconds after its last word, half a second when its log cannot be written.
    private static let silentSeconds = 2.0
    /// How long one is tried that says why it takes nothing: it ends, or has too many clients. Seconds.
    private static let busySeconds = 30.0
    /// Between the first two tries, and at most between two, in milliseconds: they double.
    private static let stepMilliseconds = (first: 20, longest: 320)

    /// Does work as the station's owner, or has its owner do it; nil when that one cannot be reached. Blocks.
    ///
    /// `own` throws `owned` when another instance has the station; `ask` answers nil when that one does not listen, and throws
    /// `owned` when it listens and has not taken the work.
    package static func work<Answer>(
        _ system: System, own: () throws -> Answer, ask: () throws -> Answer?
    ) throws -> Answer? {
        switch try attempt(system, own: own, ask: ask) {
        case .success(let answer): answer
        case .failure: nil
        }
    }

    /// The same for work that nobody else could do: throws `owned` when the owner cannot be reached or takes nothing.
    package static func workReached<Answer>(
        _ system: System, own: () throws -> Answer, ask: () throws -> Answer?
    ) throws -> Answer {
        try attempt(system, own: own, ask: ask).get()
    }

    /// The work's answer, or why nobody took it within the time there is.
    private static func attempt<Answer>(
        _ system: System, own: () throws -> Answer, ask: () throws -> Answer?
    ) throws -> Result<Answer, CommandFailure> {
        let start = system.monotonicNanoseconds()
        var reason: CommandFailure?
        var step = stepMilliseconds.first
        while true {
            do {
                return .success(try own())
            } catch let failure as CommandFailure where failure.code == .owned {
                do {
                    if let answer = try ask() { return .success(answer) }
                } catch let failure as CommandFailure where failure.code == .owned {
                    reason = failure
                }
            }
            let seconds = reason == nil ? silentSeconds : busySeconds
            guard system.monotonicNanoseconds() < start + UInt64(seconds * 1e9) else {
                return .failure(reason ?? unreached)
            }
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(step))
            step = min(2 * step, stepMilliseconds.longest)
        }
    }

    private static let unreached = CommandFailure(
        .owned, "the station is owned by an instance that cannot be reached",
        hint: "see: sluice status")
}
