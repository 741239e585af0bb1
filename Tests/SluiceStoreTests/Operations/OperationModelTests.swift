internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

/// Random operations, undos and redos, against a model of what an entry is: a text and a status.
@Suite("Random sequences of operations against a model")
struct OperationModelTests {
    /// A record of the model.
    private struct Record: Equatable {
        var mood: Double
        var status = "held"
        var isFlagged = false
    }

    /// What the model was before a batch, of the entries that it changed.
    private struct Step {
        let batch: Int64
        let before: [Int64: Record]
        let after: [Int64: Record]
    }

    private struct Model {
        var records: [Int64: Record]
        var low = 0.0
        var done: [Step] = []
        var undone: [Step] = []
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func sequences(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let desk = try DeskFixture()
        let sizes = [40, 25, 8]
        for (number, size) in sizes.enumerated() {
            try desk.add(
                "file\(number).csv",
                (0..<size).map { minute in
                    DeskFixture.record(
                        minute: minute * 17, location: "\(random.below(3))",
                        mood: random.below(2) == 0 ? "3" : "-\(1 + random.below(4))")
                })
        }
        var model = Model(records: [:])
        for row in try desk.store.rows(
            "SELECT entry_id, value FROM quarantine_findings")
        { model.records[Int64(row[0]) ?? 0] = Record(mood: Double(row[1]) ?? 0) }
        let good = try desk.rows().count
        for _ in 0..<40 {
            try step(desk, &model, &random)
            try compare(desk, model, good)
            if random.below(10) == 0 { try desk.restart() }
        }
    }

    private func step(
        _ desk: DeskFixture, _ model: inout Model, _ random: inout SeededGenerator
    ) throws {
        let all = model.records.keys.sorted()
        let chosen = all.filter { _ in random.below(3) == 0 }
        let selection = EntrySelection.entries(chosen)
        var next = model.records
        let report: OperationReport
        switch random.below(8) {
        case 0:
            model.low = -Double(random.below(5))
            try desk.setRange(of: "mood_score", model.low, 5)
            return
        case 1:
            report = try desk.operate(.release(selection))
            change(&next, chosen, "held") { if $0.mood >= model.low { $0.status = "released" } }
        case 2:
            report = try desk.operate(.discard(selection))
            change(&next, chosen, "held") { $0.status = "discarded" }
        case 3:
            report = try desk.operate(.restore(selection))
            change(&next, chosen, "discarded") { $0.status = "held" }
        case 4:
            let mood = Double(random.below(8)) - 4
            let repair = FieldRepair(field: "mood_score", change: .value("\(mood)"))
            report = try desk.operate(.repair(selection, [repair]))
            change(&next, chosen, "held") {
                // A text for one record is an edit, which it keeps; one for many is a guess.
                if mood >= model.low { $0.status = "released" }
                if mood >= model.low || chosen.count == 1 { $0.mood = mood }
            }
        case 5:
            report = try desk.operate(.accept(selection), reason: "chance")
            change(&next, chosen, "held") {
                $0.status = "released"
                $0.isFlagged = true
            }
        case 6: return try undo(desk, &model, &random)
        default: return try redo(desk, &model)
        }
        guard let batch = report.batch else { return }
        model.done.append(Step(batch: batch, before: model.records, after: next))
        model.undone.removeAll()
        model.records = next
    }

    private func change(
        _ records: inout [Int64: Record], _ ids: [Int64], _ status: String,
        _ body: (inout Record) -> Void
    ) {
        for id in ids {
            guard var record = records[id], record.status == status else { continue }
            body(&record)
            records[id] = record
        }
    }

    private func undo(
        _ desk: DeskFixture, _ model: inout Model, _ random: inout SeededGenerator
    ) throws {
        guard let last = model.done.popLast() else {
            #expect(throws: StoreError.self) { try desk.operate(.undo(batch: nil)) }
            return
        }
        try desk.operate(.undo(batch: random.below(2) == 0 ? nil : last.batch))
        model.records = last.before
        model.undone.append(last)
    }

    private func redo(_ desk: DeskFixture, _ model: inout Model) throws {
        guard let last = model.undone.popLast() else { return }
        try desk.operate(.redo(batch: last.batch))
        model.records = last.after
        model.done.append(last)
    }

    private func compare(_ desk: DeskFixture, _ model: Model, _ good: Int) throws {
        let rows = try desk.store.rows("SELECT id, status FROM quarantine ORDER BY id")
        let wanted = model.records.sorted { $0.key < $1.key }
        #expect(rows == wanted.map { ["\($0.key)", $0.value.status] })
        let stored = model.records.values.filter { $0.status == "released" }
        let found = try desk.store.rows(
            """
            SELECT r.mood_score, r.override FROM raw_sensor_data r JOIN quarantine q
                ON q.file_id = r.file_id AND q.line = r.line ORDER BY 1, 2
            """)
        let moods = stored.map { [$0.mood, $0.isFlagged ? 1 : 0] }
            .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
        #expect(found.map { $0.compactMap(Double.init) } == moods)
        #expect(try desk.rows().count == good + stored.count)
    }
}
