internal import Dispatch
package import SluiceSystem

/// Who works on a station: this process as its owner, or the instance that owns it already.
package enum StationOwner {
    /// How long a station is tried whose owner does not listen: it ends, or has just begun. Seconds; an owner that ends holds
    /// the station for some milliseconds after its last word, half a second when its log cannot be written.
    private static let handOverSeconds = 2.0
    /// Between two tries, in milliseconds.
    private static let stepMilliseconds = 20

    /// Does work as the station's owner, or has its owner do it; nil when that one cannot be reached. Blocks.
    ///
    /// `own` throws `owned` when another instance has the station; `ask` answers nil when that one does not listen.
    package static func work<Result>(
        _ system: System, own: () throws -> Result, ask: () throws -> Result?
    ) throws -> Result? {
        let end = system.monotonicNanoseconds() + UInt64(handOverSeconds * 1e9)
        while true {
            do {
                return try own()
            } catch let failure as CommandFailure where failure.code == .owned {
                if let result = try ask() { return result }
            }
            guard system.monotonicNanoseconds() < end else { return nil }
            _ = DispatchSemaphore(value: 0)
                .wait(timeout: .now() + .milliseconds(stepMilliseconds))
        }
    }

    /// The same for work that nobody else could do: throws `owned` when the owner cannot be reached.
    package static func workReached<Result>(
        _ system: System, own: () throws -> Result, ask: () throws -> Result?
    ) throws -> Result {
        guard let result = try work(system, own: own, ask: ask) else {
            throw CommandFailure(
                .owned, "the station is owned by an instance that cannot be reached",
                hint: "see: sluice status")
        }
        return result
    }
}
