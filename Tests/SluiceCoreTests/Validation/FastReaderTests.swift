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
