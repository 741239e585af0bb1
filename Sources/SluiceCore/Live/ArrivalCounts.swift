/// What arrived in a stretch of time: records, and why some of them were held.
package struct ArrivalCounts: Sendable, Equatable {
    /// Records read and held.
    package var counts = ErrorRateCounts()
    /// How many of the held ones have each code as their first finding.
    package var reasons: [FindingCode: Int] = [:]

    /// Nothing arrived.
    package init() {}

    /// The reasons of several stretches, the most frequent first.
    package static func reasons(of all: some Sequence<ArrivalCounts>) -> [ReasonCount] {
        var sum: [FindingCode: Int] = [:]
        for one in all where !one.reasons.isEmpty { sum.merge(one.reasons, uniquingKeysWith: +) }
        return FindingCode.allCases.compactMap { code in sum[code].map { ReasonCount(code, $0) } }
            .sorted { $0.count > $1.count }
    }
}
