/// Decides when the inbox is listed next, and remembers what happened while a listing was under way; pure, times are passed in.
package struct ListingSchedule {
    /// Least pause after a listing, in multiples of what it cost: listing takes a tenth of one processor at most.
    private static let pauseFactor: UInt64 = 10

    /// Least pause after a listing, in nanoseconds.
    private let interval: UInt64
    private var costNanoseconds: UInt64 = 0
    private var isWantedAgain = false
    private var finishedMeanwhile: Set<[UInt8]> = []

    /// True from ``begin()`` until ``end(now:)``.
    package private(set) var isUnderWay = false

    /// A schedule with this least pause, in nanoseconds.
    package init(interval: UInt64) {
        self.interval = interval
    }

    /// Begins a listing; false when one is under way, which is then followed by another soon.
    package mutating func begin() -> Bool {
        guard !isUnderWay else {
            isWantedAgain = true
            return false
        }
        isUnderWay = true
        isWantedAgain = false
        costNanoseconds = 0
        return true
    }

    /// Adds to what the listing under way costs.
    package mutating func spend(nanoseconds: UInt64) { costNanoseconds += nanoseconds }

    /// A file was dealt with: a listing under way may still have its name.
    package mutating func finished(_ name: [UInt8]) {
        if isUnderWay { finishedMeanwhile.insert(name) }
    }

    /// True for a name of the listing under way that may be there no more.
    package func isOutdated(_ name: [UInt8]) -> Bool {
        !finishedMeanwhile.isEmpty && finishedMeanwhile.contains(name)
    }

    /// When a listing that was asked for should begin; nil when one is under way, which is then followed by another soon.
    ///
    /// The pause of as long as the last one took keeps a flood of events from turning into listings without end.
    package mutating func soon(now: UInt64) -> UInt64? {
        guard !isUnderWay else {
            isWantedAgain = true
            return nil
        }
        return now + costNanoseconds
    }

    /// The listing is applied, or failed; answers when the next one begins.
    package mutating func end(now: UInt64) -> UInt64 {
        isUnderWay = false
        finishedMeanwhile.removeAll()
        return now
            + (isWantedAgain
                ? costNanoseconds : max(interval, Self.pauseFactor * costNanoseconds))
    }
}
