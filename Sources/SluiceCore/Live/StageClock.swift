/// How long the stages of the last files took.
package struct StageClock: Sendable, Equatable {
    /// How many files are remembered.
    private static let limit = 200

    private var milliseconds: [StageTiming.Stage: [Double]] = [:]
    private var next: [StageTiming.Stage: Int] = [:]

    /// No file was taken yet.
    package init() {}

    /// Notes how long a stage of a file took.
    package mutating func add(_ stage: StageTiming.Stage, nanoseconds: UInt64) {
        let value = Double(nanoseconds) / 1e6
        var values = milliseconds[stage] ?? []
        if values.count < Self.limit {
            values.append(value)
        } else {
            values[next[stage, default: 0] % Self.limit] = value
        }
        milliseconds[stage] = values
        next[stage, default: 0] += 1
    }

    /// The timings in the order of a file's way; `queue` says how many files stand before a stage.
    package func timings(queue: (StageTiming.Stage) -> Int) -> [StageTiming] {
        StageTiming.Stage.allCases.compactMap { stage in
            guard let values = milliseconds[stage]?.sorted(), let last = values.last else {
                return nil
            }
            return StageTiming(
                stage: stage, medianMilliseconds: values[values.count / 2],
                slowestMilliseconds: values.count < 100 ? last : values[values.count * 99 / 100],
                queue: queue(stage))
        }
    }
}
