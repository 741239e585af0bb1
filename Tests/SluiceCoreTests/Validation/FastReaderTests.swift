import SluiceCore
import Testing

/// The fast path and the rule catalog must agree on every record, in verdict and in values.
@Suite struct FastReaderTests {
    /// Numbers from a seed, the same on every run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    private static let pieces: [String] = [
        "0", "1", "9", "45", "-", "+", ".", "e", "E", "5", "24.3", " ", "\t", "", "x", "\u{0}", "é",
        "NaN", "1e2", "0.5", "2024-05-01 08:00:00", "2024-05-01", "T08:00:00Z", "100000", "-50",
        "60",
    ]

    private static func cell(_ column: Int, _ dice: inout Dice) -> [UInt8] {
        guard Int.random(in: 0..<12, using: &dice) == 0 else {
            return Array(Sample.good[column].utf8)
        }
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 0...3, using: &dice) {
            text += Array(pieces.randomElement(using: &dice)?.utf8 ?? "".utf8)
        }
        if Int.random(in: 0..<30, using: &dice) == 0 {
            text.append(UInt8.random(in: 128...255, using: &dice))
        }
        return text
    }

    @Test(arguments: 1...8)
    func agreesWithTheCatalogOnRandomCells(_ seed: UInt64) throws {
        var dice = Dice(state: seed)
        let names = Sample.header.split(separator: ",").map(String.init)
        let binding = try HeaderBinding.bind(names, to: .university).get()
        let plan = try #require(
            RecordPlan(.university, binding, fileName: [], nowMilliseconds: nil))
        var fast = try #require(FastReader(plan))
        let catalog = CatalogJudge(plan: plan)
        var accepted = 0
        for _ in 0..<2000 {
            let cells = (0..<12).map { Self.cell($0, &dice) }
            var line = Array(cells.joined(separator: [UInt8(ascii: ",")]))
            line.append(UInt8(ascii: "\n"))
            let chunk = RecordChunk(schema: plan.schema)
            let isFast = Self.read(line, &fast, chunk)
            switch catalog.judge(cells) {
            case .held:
                #expect(!isFast, "\(line)")
                #expect(chunk.count == 0 && chunk.text.isEmpty && chunk.partials.keys.isEmpty)
            case .accepted(let row, let soft):
                #expect(isFast && soft.isEmpty, "\(line)")
                accepted += 1
                Self.compare(chunk, row)
            }
        }
        #expect(accepted > 200)
    }

    /// Rules over a number, a whole number and a text: noise below crowd times two, or not at the library.
    private static func withRules() -> Dataset {
        var dataset = Dataset.university
        let fields = dataset.expressionFields
        let places = ["noise_level_db", "crowd_density", "location_id"].map { name in
            fields.firstIndex { $0.names.contains(name) } ?? 0
        }
        dataset.rules = [
            CrossFieldRule(
                name: "loud",
                condition: RowExpression(
                    "NOISE_LEVEL_DB < crowd_density * 2 OR location_id <> '101'", fields: fields
                ) {
                    { values in
                        guard let noise = values[places[0]].double,
                            let crowd = values[places[1]].double
                        else { return .failed("no number") }
                        let isElsewhere = values[places[2]] != .text(Array("101".utf8))
                        return .value(.integer(noise < crowd * 2 || isElsewhere ? 1 : 0))
                    }
                })
        ]
        return dataset
    }

    @Test func anOverridePassesRulesAcrossFieldsToo() throws {
        var cells = Sample.good.prefix(12).map { Array($0.utf8) }
        (cells[1], cells[5], cells[7]) = (Array("101".utf8), Array("90".utf8), Array("1".utf8))
        let line = Array(cells.joined(separator: [UInt8(ascii: ",")]))
        for overrides in [false, true] {
            var judge = HeldRecordJudge(
                dataset: Self.withRules(), header: Array(Sample.header.utf8), fileName: [],
                overrides: overrides)
            let chunk = RecordChunk(schema: try #require(judge.schema))
            let findings = judge.judge(line, line: 2, into: chunk)
            #expect(findings?.map(\.code) == (overrides ? nil : [.rule]))
            #expect(chunk.count == (overrides ? 1 : 0))
        }
    }

    @Test func agreesWithTheCatalogOnRulesAcrossFields() throws {
        var dice = Dice(state: 77)
        let names = Sample.header.split(separator: ",").map(String.init)
        let dataset = Self.withRules()
        let binding = try HeaderBinding.bind(names, to: dataset).get()
        let plan = try #require(RecordPlan(dataset, binding, fileName: [], nowMilliseconds: nil))
        var fast = try #require(FastReader(plan))
        let catalog = CatalogJudge(plan: plan)
        var ends = (accepted: 0, held: 0)
        for _ in 0..<500 {
            var cells = (0..<12).map { Array(Sample.good[$0].utf8) }
            cells[1] = Array((Bool.random(using: &dice) ? "101" : "102").utf8)
            cells[5] = Array("\(Int.random(in: 30...90, using: &dice)).5".utf8)
            cells[7] = Array("\(Int.random(in: 0...60, using: &dice))".utf8)
            var line = Array(cells.joined(separator: [UInt8(ascii: ",")]))
            line.append(UInt8(ascii: "\n"))
            let chunk = RecordChunk(schema: plan.schema)
            let isFast = Self.read(line, &fast, chunk)
            switch catalog.judge(cells) {
            case .held(let findings):
                #expect(!isFast && findings.map(\.code) == [.rule])
                #expect(chunk.count == 0 && chunk.text.isEmpty && chunk.partials.keys.isEmpty)
                ends.held += 1
            case .accepted(let row, _):
                #expect(isFast, "\(line)")
                Self.compare(chunk, row)
                ends.accepted += 1
            }
        }
        #expect(ends.accepted > 50 && ends.held > 50)
    }

    private static func read(_ line: [UInt8], _ fast: inout FastReader, _ chunk: RecordChunk)
        -> Bool
    {
        var scanner = RecordScanner()
        var layout = RecordLayout()
        var offset = 0
        guard scanner.next(in: line.span, at: &offset, isFinal: true, into: &layout) == .record
        else {
            return false
        }
        return fast.read(line.span, layout, into: &chunk.contents)
    }

    private static func compare(_ chunk: RecordChunk, _ row: RowValues) {
        guard chunk.count == 1 else { return }
        #expect(chunk.timestamps == [row.time.milliseconds])
        #expect(chunk.fractions == [row.time.fraction])
        #expect(chunk.locationNames == [row.location])
        for (index, value) in row.cells.enumerated() {
            let isNull = chunk.nulls[0] >> UInt64(index) & 1 == 1
            #expect(isNull == (value == .missing))
            switch value {
            case .number(let number): #expect(chunk.cells[index] == number.bitPattern)
            case .integer(let number): #expect(chunk.cells[index] == UInt64(bitPattern: number))
            case .missing, .text, .time: break
            }
        }
        for (metric, column) in chunk.schema.metrics.enumerated() {
            let statistics = chunk.partials.statistics[metric]
            #expect(statistics.count == (row.cells[column].double == nil ? 0 : 1))
        }
    }
}
