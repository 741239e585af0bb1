internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Synchronization
internal import Testing

/// What a change of limits judges, holds and tells.
@Suite("Changes of rules")
struct RuleOperationTests {
    /// The datasets that the files of the fixture make.
    private final class Files: Sendable {
        let catalog: Mutex<SluiceCore.DatasetCatalog>

        init(_ catalog: SluiceCore.DatasetCatalog) { self.catalog = Mutex(catalog) }
    }

    private let desk: DeskFixture
    private let files: Files

    init() throws {
        desk = try DeskFixture()
        let text = Mutex<[UInt8]?>(nil)
        let files = Files(desk.catalog)
        self.files = files
        desk.rules = RuleFiles { (_, changes) throws(StoreError) in
            let edited = files.catalog.withLock { catalog in
                if let dataset = try? catalog.fallback.applying(changes) {
                    catalog.fallback = dataset
                }
                return catalog
            }
            return RuleFiles.Edit(
                name: "university.toml", before: text.withLock { $0 },
                after: Array("\(changes)".utf8), catalog: edited)
        } read: { (_) throws(StoreError) in
            text.withLock { $0 }
        } carryOut: { (state) throws(StoreError) in
            text.withLock { $0 = state.text }
        }
    }

    private func change(
        _ field: String, _ minimum: Double, _ maximum: Double, holdsRows: Bool = false
    ) throws -> OperationReport {
        let change = RuleChange(field: field, minimum: minimum, maximum: maximum)
        let report = try desk.operate(
            .changeRules(dataset: "university", [change], holdsRows: holdsRows))
        desk.dataset = try desk.dataset.applying([change])
        return report
    }

    private func trial(
        _ field: String, _ minimum: Double, _ maximum: Double
    ) throws -> RuleTrial {
        let change = RuleChange(field: field, minimum: minimum, maximum: maximum)
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        return try reader.trial(
            [change], of: desk.dataset, desk.dataset.applying([change]), nowMilliseconds: nil,
            locating: desk.catalog.heldRecordReader)
    }

    @Test("a record is freed whatever field it was held for by the rules of then")
    func freesByJudging() throws {
        try desk.add(
            "a.csv", [DeskFixture.record(minute: 1, temperature: "73", mood: "-1")])
        try desk.setRange(of: "temperature_celsius", -50, 90)
        files.catalog.withLock { $0 = desk.catalog }
        let told = try trial("mood_score", -1, 5)
        #expect(told.freed == 1 && told.held == 1 && !told.isEstimate)
        #expect(try change("mood_score", -1, 5).counts.stored == 1)
    }

    @Test("limits that a dataset has already are refused, also where no file holds them yet")
    func refusesWhatIsSo() throws {
        try desk.add("a.csv", [DeskFixture.record(minute: 1, mood: "-1")])
        let range = try #require(desk.dataset.field(named: "mood_score")?.constraints)
        #expect(throws: StoreError.self) {
            try change("mood_score", #require(range.minimum), #require(range.maximum))
        }
        #expect(try change("mood_score", -1, 5).counts.stored == 1)
    }

    @Test("what stays held is told by the rules of now, and an undo brings back what was told")
    func restatesFindings() throws {
        try desk.add(
            "a.csv",
            [
                DeskFixture.record(minute: 1, temperature: "73", mood: "-1"),
                DeskFixture.record(minute: 2, mood: "x"),
            ])
        let before = try desk.entries()
        let report = try change("temperature_celsius", -50, 90)
        #expect(report.counts == OperationReport.Counts())
        let findings = try desk.entries().map { $0[8] }
        #expect(findings == ["RANGE:mood_score:-1", "NUMBER:mood_score:x"])
        #expect(try desk.entries().map { $0[6] } == before.map { $0[6] }, "nobody tried them")
        let undo = try desk.operate(.undo(batch: nil))
        #expect(undo.counts == OperationReport.Counts())
        #expect(try desk.entries().map { $0[8] } == before.map { $0[8] })
    }

    @Test("a record of a key that is stored is no candidate")
    func leavesDuplicates() throws {
        desk.dataset.duplicates = .quarantine
        try desk.register()
        try desk.add("a.csv", [DeskFixture.record(minute: 1)])
        try desk.add("b.csv", [DeskFixture.record(minute: 1, temperature: "3")])
        try #require(try desk.ids().count == 1)
        let told = try trial("mood_score", -1, 5)
        #expect(told.freed == 0 && told.held == 0)
    }

    @Test("what turns out to be a duplicate is not counted as freed, as in the change itself")
    func countsNoDuplicates() throws {
        desk.dataset.duplicates = .quarantine
        try desk.register()
        try desk.add("a.csv", [DeskFixture.record(minute: 1)])
        let held = [1, 2, 2, 3].map { DeskFixture.record(minute: $0, mood: "-1") }
        try desk.add("b.csv", held + [DeskFixture.record(minute: 3, temperature: "99", mood: "-1")])
        files.catalog.withLock { $0 = desk.catalog }
        let told = try trial("mood_score", -1, 5)
        #expect(told.freed == 2 && told.held == 5)
        #expect(told.places.map(\.freed) == [2])
        let counts = try change("mood_score", -1, 5).counts
        #expect(counts.stored == 2 && counts.duplicates == 2)
    }

    @Test("a row that was out of range before is not rejected by a limit that is widened")
    func rejectsOnlyAnew() throws {
        try desk.add(
            "a.csv",
            [
                DeskFixture.record(minute: 1, mood: "2.5"),
                DeskFixture.record(minute: 2, mood: "4.5"),
                DeskFixture.record(minute: 3, mood: "0.5"),
            ])
        #expect(try change("mood_score", 0, 4).counts.restored == 0)
        #expect(try trial("mood_score", -1, 4).rejected == 0)
        #expect(try trial("mood_score", 1, 4).rejected == 1)
        #expect(try change("mood_score", -1, 4, holdsRows: true).counts.restored == 0)
    }

    @Test("a partial that gets a freed record and loses a held row is restated once")
    func restatesOnce() throws {
        let stored = (1...40).map { DeskFixture.record(minute: $0) }
        try desk.add(
            "a.csv",
            stored + [
                DeskFixture.record(minute: 41, mood: "-1"),
                DeskFixture.record(minute: 42, mood: "6"),
            ])
        #expect(try change("mood_score", 0, 7).restatedBuckets == 1)
        let report = try change("mood_score", -1, 5, holdsRows: true)
        #expect(report.counts.stored == 1 && report.counts.restored == 1)
        #expect(report.restatedBuckets == 1)
        #expect(try desk.operate(.undo(batch: nil)).restatedBuckets == 1)
        #expect(try desk.operate(.redo(batch: nil)).restatedBuckets == 1)
    }

    @Test("partials that a file gets with its many new rows are counted in a dry run too")
    func countsNewPartials() throws {
        try desk.add("a.csv", (0..<1_000).map { DeskFixture.record(minute: $0, mood: "-1") })
        #expect(try change("mood_score", -1, 5).restatedBuckets == 17)
        #expect(try desk.operate(.undo(batch: nil)).restatedBuckets == 17)
        #expect(try desk.operate(.redo(batch: nil)).restatedBuckets == 17)
    }

    @Test("a batch counts the records that it tried in vain")
    func countsTried() throws {
        try desk.add(
            "a.csv", (1...3).map { DeskFixture.record(minute: $0, mood: "-1") })
        let report = try desk.operate(.release(.entries(try desk.ids())))
        #expect(report.counts.stillInvalid == 3)
        let sql = "SELECT touched FROM journal_entries WHERE id = \(report.batch ?? 0)"
        #expect(try desk.store.rows(sql) == [["3"]])
    }

    @Test("all stored rows that it holds are listed, with line and field")
    func listsHeldRows() throws {
        let moods = ["4", "1", "5", "4.5"]
        try desk.add(
            "a.csv",
            moods.enumerated().map { DeskFixture.record(minute: $0 + 1, mood: $1) })
        let change = RuleChange(field: "mood_score", minimum: 0, maximum: 3)
        let report = try desk.dryRun(
            OperationRequest(
                .changeRules(dataset: "university", [change], holdsRows: true), actor: "op"))
        #expect(report.outcomes.map(\.end) == [.held, .held, .held])
        #expect(report.outcomes.map(\.line) == [2, 4, 5])
        #expect(report.outcomes.allSatisfy { $0.field == "mood_score" })
    }

    @Test("a change of rules and its undo belong to the dataset, whatever files they touch")
    func dataset() throws {
        for name in ["a.csv", "b.csv"] {
            try desk.add(name, [DeskFixture.record(minute: 1, mood: "-1")])
        }
        let batch = try #require(try change("mood_score", -1, 5).batch)
        let undo = try #require(try desk.operate(.undo(batch: batch)).batch)
        let sql = "SELECT dataset FROM journal_entries WHERE id IN (\(batch), \(undo))"
        #expect(try desk.store.rows(sql) == [["university"], ["university"]])
    }

    @Test("effects that would take too long to add up are said to be left out")
    func leavesOutEffects() throws {
        try desk.add(
            "a.csv", [DeskFixture.record(minute: 1), DeskFixture.record(minute: 2, mood: "-1")])
        let change = RuleChange(field: "mood_score", minimum: -1, maximum: 5)
        let request = OperationRequest(
            .changeRules(dataset: "university", [change], holdsRows: true), actor: "op")
        #expect(try !desk.dryRun(request).leavesOutEffects)
        let connection = try Connection(path: desk.store.path, access: .writing)
        try connection.execute(
            "UPDATE ledger SET stored = 500000, records = 500000 + quarantined + discarded")
        connection.close()
        let told = try desk.dryRun(request)
        #expect(told.leavesOutEffects && told.effects.isEmpty)
    }
}
