internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Undo and redo of batches")
struct BatchReversalTests {
    private let desk: DeskFixture
    private var all: EntrySelection { .matching(QuarantineQuery()) }

    /// Two files, one without a single good record.
    init() throws {
        desk = try DeskFixture()
        try desk.add(
            "a.csv",
            (0..<200).map {
                DeskFixture.record(minute: $0, mood: $0 % 4 == 1 ? "-2" : "3.25")
            })
        try desk.add("b.csv", (0..<50).map { DeskFixture.record(minute: $0, mood: "-0.5") })
    }

    @Test("an undo tells the cell as it is, and as it was before the batch")
    func tellsTheCell() throws {
        let desk = try DeskFixture()
        try desk.add("a.csv", [DeskFixture.record(minute: 1, mood: "-1")])
        let text = DeskFixture.record(minute: 1, mood: "-2")
        try desk.operate(.edit(entry: 1, raw: Array(text.utf8)))
        let undo = try desk.operate(.undo(batch: nil)).outcomes[0]
        #expect(undo.field == "mood_score")
        #expect(undo.before == Array("-2".utf8) && undo.after == Array("-1".utf8))
    }

    @Test(
        "an undo brings back rows, entries and aggregates, a redo does it again, after a restart too"
    )
    func undoAndRedo() throws {
        try desk.setRange(of: "mood_score", -3, 5)
        let before = (try desk.rows(), try desk.entries())
        try desk.operate(.release(all))
        let after = (try desk.rows(), try desk.entries())
        #expect(after.0.count == 250)
        try desk.restart()
        let undo = try desk.operate(.undo(batch: nil))
        #expect(undo.counts.restored == 100)
        #expect(try desk.rows() == before.0)
        #expect(try desk.entries() == before.1)
        try desk.restart()
        let redo = try desk.operate(.redo(batch: nil))
        #expect(redo.counts.stored == 100)
        #expect(try desk.rows() == after.0)
        #expect(try desk.entries() == after.1)
        #expect(throws: StoreError.self) { try desk.operate(.redo(batch: nil)) }
        try desk.operate(.undo(batch: nil))
        #expect(try desk.rows() == before.0)
    }

    @Test("a redo that was taken back with its batch stands no more")
    func redoTakenBack() throws {
        try desk.operate(.discard(all))
        try desk.operate(.undo(batch: nil))
        let redo = try #require(try desk.operate(.redo(batch: nil)).batch)
        let undo = try #require(try desk.operate(.undo(batch: nil)).batch)
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        #expect(try reader.journalHead(ofBatch: redo)?.undoneBy == undo)
        let again = try #require(try desk.operate(.redo(batch: nil)).batch)
        let standing = try reader.journal().filter { $0.undoneBy == nil }
        #expect(standing.map(\.batch).contains(again))
        #expect(!standing.map(\.batch).contains(redo))
        #expect(throws: StoreError.self) { try desk.operate(.redo(batch: nil)) }
    }

    @Test("edits, failed ones too, are taken back in the reverse order")
    func edits() throws {
        let id = try #require(try desk.ids().first)
        let start = try desk.entries()
        try desk.operate(.edit(entry: id, raw: Array("é,\u{1},\"".utf8) + [0xFF, 0]))
        let middle = try desk.entries()
        try desk.operate(.edit(entry: id, raw: Array(DeskFixture.record(minute: 999).utf8)))
        let first = try #require(try desk.store.rows("SELECT min(id) FROM journal").first?.first)
        let refusal = #expect(throws: StoreError.self) {
            try desk.operate(.undo(batch: Int64(first)))
        }
        #expect(refusal?.kind == .refused)
        #expect(refusal?.message.contains("undo that first") == true)
        try desk.operate(.undo(batch: nil))
        #expect(try desk.entries() == middle)
        try desk.operate(.undo(batch: nil))
        #expect(try desk.entries() == start)
        #expect(throws: StoreError.self) { try desk.operate(.undo(batch: nil)) }
    }

    @Test("a record that fails again is not held again by an undo, and counts nowhere")
    func failing() throws {
        try desk.setRange(of: "mood_score", -1, 5)
        let release = try desk.operate(.release(all))
        #expect(release.counts.stored == 50 && release.counts.stillInvalid == 50)
        let undo = try desk.operate(.undo(batch: nil))
        #expect(undo.counts.restored == 50 && undo.counts.stillInvalid == 50)
        #expect(undo.outcomes.first?.end.isProblem == true)
        let redo = try desk.operate(.redo(batch: nil))
        #expect(redo.counts == release.counts)
    }

    @Test("giving fields of one record new texts is an edit, of several a repair")
    func edit() throws {
        let repair = FieldRepair(field: "mood_score", change: .value("1.5"))
        let ids = try desk.ids()
        try desk.operate(.repair(.entries([ids[0]]), [repair]))
        try desk.operate(.repair(.entries([ids[1], ids[2]]), [repair]))
        let expression = FieldRepair(field: "mood_score", change: .expression("v + 3"))
        try desk.operate(.repair(.entries([ids[3]]), [expression]))
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        #expect(try reader.journal().map(\.action) == ["repair", "repair", "edit"])
    }

    @Test("batches over different entries are taken back in any order")
    func anyOrder() throws {
        let ids = try desk.ids()
        let first = try #require(try desk.operate(.discard(.entries([ids[0]]))).batch)
        let second = try #require(try desk.operate(.discard(.entries([ids[1]]))).batch)
        try desk.operate(.undo(batch: first))
        #expect(throws: StoreError.self) { try desk.operate(.undo(batch: first)) }
        #expect(throws: StoreError.self) { try desk.operate(.redo(batch: second)) }
        try desk.operate(.redo(batch: first))
        try desk.operate(.undo(batch: second))
        #expect(try desk.ids("discarded") == [ids[0]])
        let undo = try desk.store.rows(
            "SELECT max(id) FROM journal WHERE action = 'undo' AND id = batch")
        #expect(throws: StoreError.self) { try desk.operate(.undo(batch: Int64(undo[0][0]))) }
        let redo = try desk.operate(.redo(batch: Int64(undo[0][0])))
        #expect(redo.reversed?.batch == second, "an undo stands for the batch it took back")
    }

    @Test("the journal tells who did what, when and why, with before and after of each entry")
    func journal() throws {
        let ids = try desk.ids()
        let batch = try #require(
            try desk.operate(.discard(.entries(Array(ids.prefix(3)))), reason: "test data").batch)
        try desk.operate(.undo(batch: nil))
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        let heads = try reader.journal()
        #expect(heads.map(\.action) == ["undo", "discard"])
        #expect(heads[1].count == 3 && heads[1].reason == "test data" && heads[1].actor == "op")
        #expect(heads[1].undoneBy == heads[0].id && heads[0].undoneBy == nil)
        #expect(heads[1].batch == batch)
        let lines = try reader.journalLines(ofBatch: batch, limit: 10)
        #expect(lines.map(\.entryID) == Array(ids.prefix(3)))
        #expect(lines[0].before == #"{"status":"held","attempts":1}"#)
        var filter = FilterExpression()
        filter.terms = [.init(isNegated: true, column: "action", test: .contains("undo"))]
        #expect(try reader.journal(filter).map(\.batch) == [batch])
        #expect(try reader.journal(offset: 1, limit: 1).map(\.batch) == [batch])
        #expect(try reader.journalHead(ofBatch: batch)?.reason == "test data")
        #expect(try reader.journalHead(ofBatch: batch + 1) == nil, "a line is no batch")
        #expect(
            try desk.store.rows("SELECT count(*), count(DISTINCT batch) FROM journal") == [
                ["5", "2"]
            ])
    }
}
