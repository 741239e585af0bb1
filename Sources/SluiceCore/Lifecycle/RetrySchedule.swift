/// When to try again after a failure of the environment: after 5, 10 and 20 s, then once a minute for ever.
package struct RetrySchedule: Sendable, Equatable {
    /// Delays of the first attempts, in seconds.
    package let delaysSeconds: [Double]
    /// Delay of every later attempt, in seconds; the state is then called DEGRADED.
    package let degradedDelaySeconds: Double
    /// How many attempts have failed since the last success.
    package private(set) var failures = 0

    /// The schedule of the design.
    package init(delaysSeconds: [Double] = [5, 10, 20], degradedDelaySeconds: Double = 60) {
        self.delaysSeconds = delaysSeconds
        self.degradedDelaySeconds = degradedDelaySeconds
    }

    /// True once every short delay has been used up.
    package var isDegraded: Bool { failures > delaysSeconds.count }

    /// Counts a failure and says how many seconds to wait before the next attempt.
    package mutating func failed() -> Double {
        failures += 1
        return failures <= delaysSeconds.count
            ? delaysSeconds[failures - 1] : degradedDelaySeconds
    }

    /// Forgets the failures after a success.
    package mutating func succeeded() { failures = 0 }
}
