internal import Dispatch
internal import Synchronization

internal import SluiceCore

/// A worker's queue and what it is doing.
final class TakeLane: Sendable {
    let lane: Intake.Lane
    let queue: DispatchQueue
    let progress = TakeProgress()
    /// Judges blocks of a big file beside the lane itself; nil for the lanes of small files.
    let helpers: DispatchQueue?
    /// Touched only on ``queue``.
    nonisolated(unsafe) let plans = PlanCache()
    /// Touched only on ``queue``.
    nonisolated(unsafe) let stock = BlockStock()

    init(_ lane: Intake.Lane) {
        self.lane = lane
        queue = DispatchQueue(label: "sluice.take")
        helpers = lane == .big ? DispatchQueue(label: "sluice.judge") : nil
    }
}

/// Raised once, when the pipeline stops; workers look at it once a block.
final class CancellationFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}
