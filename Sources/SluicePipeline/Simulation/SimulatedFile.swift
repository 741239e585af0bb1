internal import SluiceCore

/// One file of a simulation: its bytes follow from the plan and its number alone.
///
/// Two files differ in dozens of random digits a record, so that none is another's duplicate by accident.
package struct SimulatedFile {
    private static let blockBytes = 256 << 10

    private let plan: SimulationPlan
    private let index: Int

    /// A file of a plan, counted from 0.
    package init(_ plan: SimulationPlan, index: Int) {
        self.plan = plan
        self.index = index
    }

    /// Makes the file and hands it out block by block; answers what is in it. Constant memory, about a microsecond a record.
    package func write<Failure: Error>(
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> SimulationCounts {
        var counts = SimulationCounts()
        counts.files = 1
        counts.records = plan.rows
        var random = SeededGenerator(seed: plan.seed, member: UInt64(index))
        var model = CampusModel(
            random: SeededGenerator(seed: random.next()),
            times: plan.live?.times(ofFile: index, rows: plan.rows))
        let records = index * plan.rows..<(index + 1) * plan.rows
        var faults = Self.drawn(plan.faults, records, atMost: plan.rows, &random)
        var oddities = Self.drawn(plan.oddities, records, atMost: plan.rows - faults.count, &random)
        var record = SimulatedRecord()
        var block: [UInt8] = []
        block.reserveCapacity(Self.blockBytes + 4096)
        block += UniversityColumn.header + [0x0A]
        for row in 0..<plan.rows {
            record.reset()
            model.fill(&record)
            // Every way to spread the faults over the rows is equally likely, and all are used up in the end.
            let draw = random.below(plan.rows - row)
            if draw < faults.count, let fault = faults.popLast() {
                fault.apply(to: &record, using: &random)
                counts.faults[fault, default: 0] += 1
            } else if draw < faults.count + oddities.count, let oddity = oddities.popLast() {
                oddity.apply(to: &record, using: &random)
                counts.oddities[oddity, default: 0] += 1
            }
            record.write(to: &block)
            if block.count >= Self.blockBytes || row == plan.rows - 1 {
                counts.bytes += block.count
                try sink(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        return counts
    }

    /// The kinds that fall on the file, in an order drawn by lot.
    private static func drawn<Kind>(
        _ shares: [SimulationShare<Kind>], _ records: Range<Int>, atMost limit: Int,
        _ random: inout SeededGenerator
    ) -> [Kind] {
        var kinds = shares.flatMap { $0.kinds(in: records) }
        for index in kinds.indices.reversed() { kinds.swapAt(index, random.below(index + 1)) }
        return Array(kinds.prefix(limit))
    }
}
