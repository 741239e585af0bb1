internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("Delivering a simulation")
struct SimulationTests {
    private let inbox: TemporaryDirectory

    init() throws { inbox = try TemporaryDirectory() }

    private func simulation(_ plan: SimulationPlan) throws -> Simulation {
        let system = System()
        return Simulation(
            plan, system: system, inbox: try system.openDirectory(path: inbox.pathBytes))
    }

    private func plan(_ seed: UInt64 = 1, files: Int = 7) -> SimulationPlan {
        var plan = SimulationPlan(seed: seed)
        plan.files = files
        plan.rows = 33
        plan.faults = [SimulationShare(partsPerMillion: 70_000, kinds: SimulatedFault.allCases)]
        plan.copiesPartsPerMillion = 300_000
        return plan
    }

    @Test("all files arrive under their names, copies are the same bytes, nothing else stays")
    func atOnce() throws {
        let counts = try simulation(plan()).deliverAtOnce()
        #expect(counts.files == 7 && counts.copies == 3 && counts.records == 7 * 33)
        #expect(counts.held == 7 * 33 * 7 / 100)
        let names = inbox.names()
        #expect(names.count == 10 && names.allSatisfy { $0.hasPrefix("sim-1-00000") })
        for copy in names where copy.hasSuffix("-copy.csv") {
            let original = copy.dropLast("-copy.csv".count) + ".csv"
            #expect(inbox.bytes(of: copy) == inbox.bytes(of: String(original)))
        }
        #expect(counts.bytes == names.reduce(0) { $0 + (inbox.bytes(of: $1)?.count ?? 0) })
        #expect(try simulation(plan()).rehearse() == counts)
    }

    @Test("another seed collides with no name; the same seed fails and leaves nothing unfinished")
    func names() throws {
        _ = try simulation(plan(1)).deliverAtOnce()
        _ = try simulation(plan(11)).deliverAtOnce()
        #expect(inbox.names().count == 20)
        #expect(throws: SystemError.self) { try simulation(plan(1)).deliverAtOnce() }
        #expect(throws: SystemError.self) { try simulation(plan(11)).deliver { _ in true } }
        #expect(inbox.names().count == 20)
    }

    @Test("one by one, until it is told to stop")
    func stopped() throws {
        var turns: [Int] = []
        let counts = try simulation(plan(files: 1000)).deliver { number in
            turns.append(number)
            return number < 5
        }
        #expect(turns == [0, 1, 2, 3, 4, 5])
        #expect(counts.files + counts.copies == 5)
        #expect(inbox.names().count == 5)
    }

    @Test("shares are exact over all files, however small these are")
    func shares() {
        var plan = SimulationPlan(seed: 9)
        plan.files = 1000
        plan.rows = 3
        plan.faults = [SimulationShare(partsPerMillion: 20_000, kinds: SimulatedFault.allCases)]
        plan.copiesPartsPerMillion = 10_000
        var held = 0
        for index in 0..<1000 { held += SimulatedFile(plan, index: index).write { _ in }.held }
        #expect(held == 60)
        #expect(plan.copies(amongFirst: 1000) == 10 && plan.copies(amongFirst: 1) == 1)
        #expect((0..<1000).filter(plan.hasCopy).count == 10)
    }
}
