internal import SluiceCore
internal import SluicePipeline
internal import SluiceTestKit
internal import Testing

@Suite("Simulated files")
struct SimulatedFileTests {
    /// What the judge makes of a text.
    private struct Judgement: Equatable {
        var records = 0
        var stored = 0
        var held = 0
        var findings: [FindingCode: Int] = [:]
        var findingsOfARecord: Set<Int> = []
    }

    private func text(_ plan: SimulationPlan, _ index: Int = 0) -> ([UInt8], SimulationCounts) {
        var bytes: [UInt8] = []
        let counts = SimulatedFile(plan, index: index).write { bytes += $0 }
        #expect(counts.bytes == bytes.count)
        return (bytes, counts)
    }

    private func judged(_ bytes: [UInt8]) -> Judgement {
        var judge = FileJudge(catalog: DatasetCatalog(), fileName: Array("sim.csv".utf8))
        let chunk = RecordChunk(schema: Dataset.university.schema)
        var result = Judgement()
        var consumed = 0
        while true {
            let step = judge.read(
                bytes.span.extracting(consumed..<bytes.count), isFinal: true, into: chunk)
            consumed += step.consumed
            for record in chunk.held {
                result.findingsOfARecord.insert(record.findings.count)
                for finding in record.findings { result.findings[finding.code, default: 0] += 1 }
            }
            chunk.reset(for: chunk.schema)
            switch step.progress {
            case .headerRead, .needsInput, .chunkFull: continue
            case .rejected(let findings): Issue.record("rejected: \(findings)")
            case .finished: break
            }
            result.records = judge.counts.records
            result.stored = judge.counts.stored
            result.held = judge.counts.held
            return result
        }
    }

    @Test(
        "a fault of each kind is held with one finding of its code",
        arguments: SimulatedFault.allCases, [1, 77, 4711] as [UInt64])
    func kinds(_ fault: SimulatedFault, seed: UInt64) {
        var plan = SimulationPlan(seed: seed)
        plan.rows = 2000
        plan.faults = [SimulationShare(partsPerMillion: 100_000, kinds: [fault])]
        let (bytes, counts) = text(plan)
        #expect(counts.faults == [fault: 200])
        let judgement = judged(bytes)
        #expect(judgement.records == 2000 && judgement.stored == 1800 && judgement.held == 200)
        #expect(judgement.findings == [fault.code: 200])
        #expect(judgement.findingsOfARecord == [1])
    }

    @Test("an unusual spelling is stored", arguments: SimulatedOddity.allCases)
    func oddities(_ oddity: SimulatedOddity) {
        var plan = SimulationPlan(seed: 5)
        plan.rows = 500
        plan.oddities = [SimulationShare(partsPerMillion: 500_000, kinds: [oddity])]
        let (bytes, counts) = text(plan)
        #expect(counts.oddities == [oddity: 250])
        let judgement = judged(bytes)
        #expect(judgement.records == 500 && judgement.stored == 500)
    }

    @Test("everything together is judged as counted", arguments: [0, 1, UInt64.max])
    func mixed(seed: UInt64) {
        var plan = SimulationPlan(seed: seed)
        plan.rows = 3000
        plan.faults = [
            SimulationShare(partsPerMillion: 300_000, kinds: SimulatedFault.allCases),
            SimulationShare(partsPerMillion: 5000, kinds: [.openQuote]),
        ]
        plan.oddities = [
            SimulationShare(partsPerMillion: 300_000, kinds: SimulatedOddity.allCases)
        ]
        for index in 0..<3 {
            let (bytes, counts) = text(plan, index)
            let judgement = judged(bytes)
            #expect(counts.held == 915)
            #expect(judgement.records == 3000 && judgement.stored == counts.stored)
            #expect(judgement.findings == counts.findings)
        }
    }

    @Test("the same plan gives the same bytes; another seed or number gives others")
    func repeatable() {
        var plan = SimulationPlan(seed: 3)
        plan.rows = 1
        var contents: Set<[UInt8]> = []
        for seed in 0..<10 {
            plan.seed = UInt64(seed)
            for index in 0..<100 {
                let (bytes, _) = text(plan, index)
                #expect(bytes == text(plan, index).0)
                contents.insert(bytes)
            }
        }
        #expect(contents.count == 1000)
        plan.seed = 3
        plan.rows = 1000
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text(plan, 0).0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // The bytes of a seed are a promise: change them knowingly.
        #expect(hash == 6_727_782_295_260_610_003)
    }

    @Test("readings of now: quarters of an hour before the start, then those since the last file")
    func live() {
        var plan = SimulationPlan(seed: 3)
        plan.rows = 100
        // 2026-11-27 23:59:58, a file every five seconds.
        plan.live = LiveReadings(start: 1_795_823_998_000_000, interval: 5_000_000)
        func times(_ index: Int) -> [Substring] {
            String(decoding: text(plan, index).0, as: UTF8.self).split(separator: "\n").dropFirst()
                .map { $0.prefix(19) }
        }
        #expect(times(0).count == 100)
        #expect(times(0).first == "2026-11-26 22:59:58" && times(0).last == "2026-11-27 23:44:58")
        #expect(times(1).first == "2026-11-27 23:59:58" && times(1).last == "2026-11-28 00:00:02")
        #expect(times(2).first == "2026-11-28 00:00:03" && times(2).last == "2026-11-28 00:00:07")
        #expect(Set(times(2)).count == 5)
    }

    @Test("values lie within those of the real file and follow the hour")
    func values() throws {
        var plan = SimulationPlan(seed: 11)
        plan.rows = 20_000
        let lines = String(decoding: text(plan).0, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 20_001)
        let rows = try lines.dropFirst().map { line in
            try line.split(separator: ",").enumerated().map { index, field in
                index == 0
                    ? try #require(Double(field.dropFirst(11).prefix(2))) : Double(field) ?? -1
            }
        }
        let ranges: [Int: ClosedRange<Double>] = [
            1: 101...105, 2: 15.2...33.6, 3: 29.8...91.4, 4: 20...149, 5: 24.5...86,
            6: 155...503, 7: 5...59, 8: 1...78, 9: 3...9.95, 10: 0...3, 11: 0...1,
        ]
        for (column, range) in ranges {
            #expect(rows.allSatisfy { range.contains($0[column]) })
        }
        func mean(_ column: Int, _ hours: ClosedRange<Double>) -> Double {
            let chosen = rows.filter { hours.contains($0[0]) }.map { $0[column] }
            return chosen.reduce(0, +) / Double(chosen.count)
        }
        #expect(mean(2, 13...16) > mean(2, 3...6) + 3)
        #expect(mean(6, 10...14) > mean(6, 0...4) + 80)
        #expect(mean(7, 10...15) > mean(7, 0...4) + 15)
        #expect(mean(5, 10...15) > mean(5, 0...4) + 5)
        let tense = rows.filter { $0[8] > 50 }
        let calm = rows.filter { $0[8] < 25 }
        func average(_ rows: [[Double]], _ column: Int) -> Double {
            rows.map { $0[column] }.reduce(0, +) / Double(rows.count)
        }
        #expect(average(tense, 9) < average(calm, 9) - 0.5)
        #expect(average(tense, 10) < average(calm, 10) - 0.5)
    }
}
