/// The times of a simulated file's readings, in microseconds since 1970.
struct SimulatedTimes {
    /// How far readings of a sensor lie apart that does not say otherwise, in microseconds.
    static let quarterOfAnHour: Int64 = 900_000_000

    /// When the first reading was taken.
    let first: Int64
    /// From one reading to the next, at least 0.
    let step: Int64
}

/// Readings that are taken while the files come: the first file has the quarters of an hour before the start, so that there is a
/// past to look at, each later one the readings since the file before it.
package struct LiveReadings: Sendable, Hashable {
    /// When the first file comes, in microseconds since 1970.
    let start: Int64
    /// From one file to the next, in microseconds.
    let interval: Int64

    /// Readings of files that come from a moment on, in microseconds since 1970, at an interval in microseconds, at least 1.
    package init(start: Int64, interval: Int64) {
        self.start = start
        self.interval = interval
    }

    /// Those of a file, counted from 0.
    func times(ofFile index: Int, rows: Int) -> SimulatedTimes {
        guard index > 0 else {
            let step = SimulatedTimes.quarterOfAnHour
            return SimulatedTimes(first: start - Int64(rows) * step, step: step)
        }
        return SimulatedTimes(
            first: start + Int64(index - 1) * interval, step: interval / Int64(rows))
    }
}
