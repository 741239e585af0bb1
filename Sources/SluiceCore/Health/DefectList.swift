/// What one check has found so far: the first defects, and how many more there were.
package struct DefectList: Sendable, Equatable {
    /// Most defects that are kept; the others are only counted.
    package static let limit = 100

    /// The first of them, in the order in which they were found.
    package private(set) var defects: [StationDefect] = []
    /// How many there are, also of those not kept.
    package private(set) var count = 0
    /// The worst severity; nil when there is none.
    package private(set) var worst: StationDefect.Severity?

    /// True when one of them needs a rebuild; the first of those is always kept.
    package private(set) var needsRebuild = false

    /// Nothing found.
    package init() {}

    /// Adds a defect; one that can be repaired is kept beyond the limit as well.
    package mutating func add(_ defect: StationDefect) {
        count += 1
        if rank(defect.severity) > rank(worst) { worst = defect.severity }
        let isFirstToRebuild = defect.needsRebuild && !needsRebuild
        if defects.count < Self.limit || defect.repair != nil || isFirstToRebuild {
            defects.append(defect)
        }
        if defect.needsRebuild { needsRebuild = true }
    }

    private func rank(_ severity: StationDefect.Severity?) -> Int {
        severity.flatMap(StationDefect.Severity.allCases.firstIndex) ?? -1
    }
}
