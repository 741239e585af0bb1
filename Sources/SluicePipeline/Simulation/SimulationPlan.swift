/// What a simulation makes; the same plan makes the same bytes, always and everywhere.
package struct SimulationPlan: Sendable, Hashable {
    /// What the names of all files of all plans begin with.
    static let namePrefix = "sim-"

    /// What everything random follows from; also in the names of the files.
    package var seed: UInt64
    /// How many files with contents of their own; copies come on top.
    package var files = 10
    /// Records of a file, at least one.
    package var rows = 1000
    /// The faults and how many records have one.
    package var faults: [SimulationShare<SimulatedFault>] = []
    /// The harmless oddities and how many records have one.
    package var oddities: [SimulationShare<SimulatedOddity>] = []
    /// How many files come a second time under another name, in parts of a million; rounded up.
    package var copiesPartsPerMillion = 0
    /// Readings of now; nil for quarters of an hour of its own in each file, somewhere within 2020…2024.
    package var live: LiveReadings?

    /// A plan of good files.
    package init(seed: UInt64) { self.seed = seed }

    /// True when a file, counted from 0, comes a second time.
    package func hasCopy(_ index: Int) -> Bool {
        copies(amongFirst: index + 1) > copies(amongFirst: index)
    }

    /// How many copies the first files have.
    package func copies(amongFirst files: Int) -> Int {
        let (millions, rest) = files.quotientAndRemainder(dividingBy: 1_000_000)
        return millions * copiesPartsPerMillion
            + (rest * copiesPartsPerMillion + 999_999) / 1_000_000
    }

    /// The most records of one file that can have a fault.
    package var mostFaultsOfAFile: Int {
        min(rows, faults.reduce(0) { $0 + $1.count(amongFirst: rows) + 1 })
    }

    /// The name of a file, counted from 0: `sim-<seed>-<number>.csv`, or `…-copy.csv` for its copy.
    package func name(_ index: Int, isCopy: Bool = false) -> String {
        let number = String(index + 1)
        let padding = String(repeating: "0", count: max(0, 6 - number.count))
        return "\(Self.namePrefix)\(seed)-\(padding)\(number)\(isCopy ? "-copy" : "").csv"
    }
}
