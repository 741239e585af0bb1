package import SluiceCore

/// When a failure of the environment is tried again.
package struct RetrySettings: Sendable, Hashable {
    /// What to wait after the first failures, one by one; a run that ends by itself gives up after the last.
    package var delays = [Duration.seconds(5), .seconds(10), .seconds(20)]
    /// What to wait after every later failure, while the station is DEGRADED.
    package var degradedDelay = Duration.seconds(60)

    /// The schedule that follows from it.
    package var schedule: RetrySchedule {
        RetrySchedule(
            delaysSeconds: delays.map(\.inSeconds), degradedDelaySeconds: degradedDelay.inSeconds)
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
