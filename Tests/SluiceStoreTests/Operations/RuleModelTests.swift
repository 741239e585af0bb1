internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Synchronization
internal import Testing

/// Random changes of a limit, with stored rows held or not, undone and redone among other operations, against a model.
@Suite("Random changes of rules against a model")
struct RuleModelTests {
    /// The dataset's file: the lower limit of the mood as text; nil while there is none.
    private final class RuleText: Sendable {
        let text = Mutex<[UInt8]?>(nil)

        static func catalog(_ text: [UInt8]?) -> SluiceCore.DatasetCatalog {
            var dataset = Dataset.university
            let index = dataset.fields.firstIndex { $0.name == "mood_score" } ?? 0
            if let text {
                dataset.fields[index].constraints.minimum = Double(
                    String(decoding: text, as: UTF8.self))
            }
            return SluiceCore.DatasetCatalog([], fallback: dataset)
        }

        var files: RuleFiles {
            RuleFiles { [self] (_, changes) throws(StoreError) in
                let after = Array("\(changes[0].minimum ?? 0)".utf8)
                return RuleFiles.Edit(
                    name: "university.toml", before: text.withLock { $0 }, after: after,
                    catalog: Self.catalog(after))
            } read: { [self] (_) throws(StoreError) in
                text.withLock { $0 }
            } carryOut: { [self] (state) throws(StoreError) in
                text.withLock { $0 = state.text }
            }
        }
    }

    private struct Model: Equatable {
        /// The mood of each record, and whether it is stored, held or discarded.
        var records: [(mood: Double, status: String)]
        var low: Double?

        static func == (left: Model, right: Model) -> Bool {
            left.low == right.low && left.records.map(\.mood) == right.records.map(\.mood)
                && left.records.map(\.status) == right.records.map(\.status)
        }

        func moods(_ status: String) -> [Double] {
            records.filter { $0.status == status }.map(\.mood).sorted()
        }
    }

    private static func contents(
        _ text: [String], _ catalog: SluiceCore.DatasetCatalog
    ) -> FileContents {
        var contents = FileContents { (entry, _, visit) throws(StoreError) in
            var judge = FileJudge(catalog: catalog, fileName: entry.file.name)
            let bytes = Array(text.joined(separator: "\n").utf8)
            let chunk = RecordChunk(schema: catalog.fallback.schema)
            var offset = 0
            while true {
                let step = judge.read(
                    bytes.span.extracting(offset..<bytes.count), isFinal: true, into: chunk)
                offset += step.consumed
                if case .headerRead = step.progress { continue }
                try visit(chunk)
                return .judged(dataset: catalog.fallback, header: judge.header)
            }
        }
        contents.rebased = { Self.contents(text, $0) }
        return contents
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func sequences(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let desk = try DeskFixture()
        let rules = RuleText()
        desk.rules = rules.files
        var model = Model(records: [])
        let lines = (0..<60).map { minute in
            let mood = Double(random.below(18)) / 2 - 4
            model.records.append((mood, mood >= 0 ? "stored" : "held"))
            return DeskFixture.record(
                minute: minute * 13, location: "\(random.below(3))", mood: "\(mood)")
        }
        try desk.add("a.csv", lines)
        desk.contents = Self.contents([DeskFixture.header] + lines, desk.catalog)
        let first = (model: model, rows: try desk.rows())
        var done: [Model] = []
        var undone: [Model] = []
        for _ in 0..<30 {
            let before = model
            switch random.below(6) {
            case 0, 1, 2:
                let low = Double(random.below(9)) / 2 - 4
                guard low != model.low, low != 0 || model.low != nil else { continue }
                try change(desk, &model, to: low, holds: random.below(2) == 0)
            case 3:
                let held = try desk.ids()
                guard !held.isEmpty else { continue }
                try desk.operate(.discard(.entries(held)))
                for index in model.records.indices where model.records[index].status == "held" {
                    model.records[index].status = "discarded"
                }
            case 4:
                guard let last = done.popLast() else { continue }
                try desk.operate(.undo(batch: nil))
                undone.append(model)
                model = last
                desk.catalog = RuleText.catalog(rules.text.withLock { $0 })
                try compare(desk, model, rules)
                continue
            default:
                guard let next = undone.popLast() else { continue }
                try desk.operate(.redo(batch: nil))
                done.append(model)
                model = next
                desk.catalog = RuleText.catalog(rules.text.withLock { $0 })
                try compare(desk, model, rules)
                continue
            }
            done.append(before)
            undone.removeAll()
            desk.catalog = RuleText.catalog(rules.text.withLock { $0 })
            try compare(desk, model, rules)
            if random.below(8) == 0 { try desk.restart() }
        }
        while done.popLast() != nil { try desk.operate(.undo(batch: nil)) }
        #expect(rules.text.withLock { $0 } == nil)
        #expect(try desk.rows() == first.rows, "all undone, every byte is back")
        #expect(try desk.ids("released") == [])
    }

    @Test("an earlier change of a file names the later one that stands, not a hand")
    func namesTheLaterBatch() throws {
        let (desk, rules) = (try DeskFixture(), RuleText())
        desk.rules = rules.files
        try desk.add("a.csv", [DeskFixture.record(minute: 1, mood: "-1")])
        func limit(_ low: Double) throws -> Int64 {
            let change = RuleChange(field: "mood_score", minimum: low, maximum: 5)
            let report = try desk.operate(
                .changeRules(dataset: "university", [change], holdsRows: false))
            desk.catalog = RuleText.catalog(rules.text.withLock { $0 })
            return try #require(report.batch)
        }
        let first = try limit(-0.5)
        let second = try limit(-2)
        let named = #expect(throws: StoreError.self) { try desk.operate(.undo(batch: first)) }
        #expect(named?.message.hasSuffix(", by batch \(second); undo that first") == true)
        rules.text.withLock { $0 = Array("-3".utf8) }
        let byHand = #expect(throws: StoreError.self) { try desk.operate(.undo(batch: first)) }
        #expect(byHand?.message.hasSuffix("restore it, or change the limits anew") == true)
    }

    @Test("a dry run tells how many partials are restated, of freed records and of held rows")
    func restated() throws {
        let (desk, rules) = (try DeskFixture(), RuleText())
        desk.rules = rules.files
        let lines = (0..<3000).map { minute in
            DeskFixture.record(
                minute: minute, location: "\(minute % 2)",
                mood: minute < 200 ? "-1" : minute < 2300 ? "2.5" : "1")
        }
        try desk.add("a.csv", lines)
        desk.contents = Self.contents([DeskFixture.header] + lines, desk.catalog)
        for low in [-1.0, 0, 2] {
            let change = RuleChange(field: "mood_score", minimum: low, maximum: 5)
            let operation = QuarantineOperation.changeRules(
                dataset: "university", [change], holdsRows: true)
            let told = try desk.dryRun(OperationRequest(operation, actor: "op")).restatedBuckets
            let report = try desk.operate(operation)
            #expect(told > 0 && told == report.restatedBuckets, "\(low)")
            desk.catalog = RuleText.catalog(rules.text.withLock { $0 })
        }
    }

    private func change(
        _ desk: DeskFixture, _ model: inout Model, to low: Double, holds: Bool
    ) throws {
        let change = RuleChange(field: "mood_score", minimum: low, maximum: 5)
        let report = try desk.operate(
            .changeRules(dataset: "university", [change], holdsRows: holds))
        let old = model.low ?? 0
        let broken = model.records.filter {
            $0.status == "stored" && $0.mood >= old && $0.mood < low
        }
        #expect(report.counts.restored == (holds ? broken.count : 0))
        let told = report.outcomes.filter { $0.end == .held }
        #expect(
            told.compactMap { $0.before.flatMap { Double(String(decoding: $0, as: UTF8.self)) } }
                == (holds ? broken.map(\.mood) : []))
        model.low = low
        for index in model.records.indices {
            let record = model.records[index]
            if record.status == "held", record.mood >= low {
                model.records[index].status = "stored"
            } else if holds, record.status == "stored", record.mood >= old, record.mood < low {
                model.records[index].status = "held"
            }
        }
    }

    private func compare(_ desk: DeskFixture, _ model: Model, _ rules: RuleText) throws {
        let stored = try desk.store.rows("SELECT mood_score FROM raw_sensor_data")
        #expect(stored.compactMap { Double($0[0]) }.sorted() == model.moods("stored"))
        #expect(try desk.ids().count == model.moods("held").count)
        #expect(try desk.ids("discarded").count == model.moods("discarded").count)
        #expect(
            rules.text.withLock { $0 }.map { String(decoding: $0, as: UTF8.self) }
                == model.low.map { "\($0)" })
    }
}
