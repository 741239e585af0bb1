internal import SluiceCore
@testable internal import SluiceStore
internal import Testing

@Suite("An operation on its way through records")
struct RecordRunTests {
    @Test("a record that passes is not done before it is stored")
    func progress() throws {
        let desk = try DeskFixture()
        try desk.add("a.csv", (0..<5_000).map { DeskFixture.record(minute: $0, mood: "-1") })
        try desk.setRange(of: "mood_score", -3, 5)
        // One thread; the closure must be sendable.
        nonisolated(unsafe) var run: RecordRun?
        nonisolated(unsafe) var steps: [(done: Int, stored: Int)] = []
        var context = desk.context
        context.progress = { done, _ in steps.append((done, run?.outcomes.counts.stored ?? 0)) }
        let store = desk.store.store
        run = RecordRun(
            .judge(.own, overrides: false), store.connection, store.catalog.layouts, store.chunks,
            context, writer: nil, effects: nil)
        let request = OperationRequest(.release(.matching(QuarantineQuery())), actor: "op")
        let items = try SelectionReading(
            connection: store.connection, held: nil, catalog: desk.catalog
        ).items(.matching(QuarantineQuery()), status: .held, of: request)
        try run?.run(items)
        #expect(steps.map(\.done) == [2_000, 4_000, 5_000])
        for step in steps { #expect(step.done - step.stored <= 1, "\(step)") }
    }

    @Test("a record of which only the beginning is kept is neither judged nor changed")
    func cut() throws {
        let desk = try DeskFixture()
        // Its last cell stands behind what is kept; without it the record would pass.
        let last = String(repeating: " ", count: HeldRecord.rawLimit) + "1"
        try desk.add(
            "a.csv", [DeskFixture.record(minute: 1, mood: "-1").dropLast() + last])
        let id = try #require(try desk.ids().first)
        let entry = try desk.store.rows("SELECT * FROM entries")
        let repair = FieldRepair(field: "mood_score", change: .value("2"))
        let raw = Array(DeskFixture.record(minute: 1, mood: "2").utf8)
        for operation in [
            QuarantineOperation.repair(.entries([id]), [repair]), .edit(entry: id, raw: raw),
            .release(.entries([id])),
        ] {
            let report = try desk.operate(operation)
            #expect(report.counts.stored == 0 && report.counts.skipped == 1)
            guard case .skipped(let reason)? = report.outcomes.first?.end else {
                Issue.record("\(report.outcomes)")
                continue
            }
            #expect(reason.hasPrefix("only its first 64 KiB are kept"))
        }
        try desk.setRange(of: "mood_score", -3, 5)
        #expect(try desk.operate(.release(.entries([id]))).counts.skipped == 1)
        #expect(try desk.store.rows("SELECT * FROM entries") == entry)
    }

    @Test("what an override does not help is told, and all that was found is kept")
    func obstacle() throws {
        let desk = try DeskFixture()
        try desk.add("a.csv", [DeskFixture.record(minute: 1, temperature: "x", mood: "-1")])
        let findings = try desk.store.rows("SELECT * FROM entry_findings")
        let report = try desk.operate(.accept(.entries(try desk.ids())), reason: "known")
        guard case .stillInvalid(let told)? = report.outcomes.first?.end else {
            Issue.record("\(report.outcomes)")
            return
        }
        #expect(told.map(\.code) == [.number])
        #expect(findings.count == 2)
        #expect(try desk.store.rows("SELECT * FROM entry_findings") == findings)
    }
}
