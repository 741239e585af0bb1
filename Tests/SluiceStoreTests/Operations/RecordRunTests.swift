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
}
