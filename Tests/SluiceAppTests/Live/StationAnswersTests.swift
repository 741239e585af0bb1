internal import Dispatch
internal import SluiceApp
internal import SluiceConsole
internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Synchronization
internal import Testing

@Suite("Answers to a console")
struct StationAnswersTests {
    private static let file = UniversityFile(
        records: 20, faults: [1: .range, 3: .range, 7: .range])

    private let station: TemporaryStation
    private let answers: StationAnswers

    init() throws {
        let station = try TemporaryStation()
        self.station = station
        let path = Array(station.directory.path(of: "data/store/sluice.db").utf8)
        answers = StationAnswers(datasets: StationCatalog(catalog: DatasetCatalog())) {
            station.directory.bytes(of: "data/store/sluice.db") == nil
                ? nil : try StoreReader(path: path)
        }
    }

    private func ask(_ query: StationQuery) -> StationAnswer? {
        waitFor { answers.ask(query, as: RequestID(1), completion: $0) }
    }

    @Test("a question that is cancelled is not answered, those behind it are")
    func cancelled() {
        let mayOpen = DispatchSemaphore(value: 0)
        let answers = StationAnswers(datasets: StationCatalog(catalog: DatasetCatalog())) {
            mayOpen.wait()
            return nil
        }
        let answered = Mutex<[Int]>([])
        for number in 1...3 {
            answers.ask(.record(1), as: RequestID(number)) { _ in
                answered.withLock { $0.append(number) }
            }
        }
        answers.cancel(RequestID(2))
        for _ in 1...4 { mayOpen.signal() }
        let last: StationAnswer? = waitFor {
            answers.ask(.record(1), as: RequestID(4), completion: $0)
        }
        #expect(last == .missing && answered.withLock { $0 } == [1, 3])
    }

    @Test("what is held is given back when it is not searched, and a search finds it again")
    func givenBack() throws {
        try station.drop(Self.file.bytes, as: "a.csv")
        try station.runOnce()
        let path = Array(station.directory.path(of: "data/store/sluice.db").utf8)
        // Set on the queue of the answers before the first of them is given.
        nonisolated(unsafe) var opened: StoreReader?
        let answers = StationAnswers(
            datasets: StationCatalog(catalog: DatasetCatalog()), patience: 0
        ) {
            opened = try StoreReader(path: path)
            return opened
        }
        var sorted = QuarantineQuery()
        sorted.sort = .line
        var isHeld: [Bool] = []
        for query in [sorted, QuarantineQuery(), sorted] {
            let answer = waitFor {
                answers.ask(.quarantine(query), as: RequestID(1), completion: $0)
            }
            guard case .quarantine(let page) = answer else {
                Issue.record("no page")
                return
            }
            #expect(page.matches == 3)
            isHeld.append(opened?.held != nil)
        }
        #expect(isHeld == [true, false, true])
        answers.close()
    }

    @Test("without a database everything is missing; afterwards every question has its answer")
    func answered() throws {
        #expect(ask(.quarantine(QuarantineQuery())) == .missing)
        try station.drop(Self.file.bytes, as: "a.csv")
        try station.runOnce()
        guard case .quarantine(let page) = ask(.quarantine(QuarantineQuery())) else {
            Issue.record("no page")
            return
        }
        #expect(page.matches == 3 && page.rows.allSatisfy { $0.location != nil })
        let first = try #require(page.rows.first)
        guard case .record(let record) = ask(.record(first.id)) else {
            Issue.record("no record")
            return
        }
        #expect(record.fields.count == 12 && record.row.location == first.location)
        #expect(record.fields.contains { !$0.findings.isEmpty } && record.recordFindings.isEmpty)
        guard case .file(let file) = ask(.file(first.fileID, mapStretches: 10)) else {
            Issue.record("no file")
            return
        }
        #expect(file.format == "sep ," && file.badMap.reduce(0, +) == 3)
        let metric = try #require(Dataset.university.metricChoices.first)
        guard case .locations(let locations) = ask(.locations(metric, .all, buckets: 10)) else {
            Issue.record("no locations")
            return
        }
        #expect(locations.all.statistics.count == 17)
        let name = try #require(locations.rows.first?.location)
        guard case .location(let detail) = ask(.location(name, metric, .all, buckets: 10)) else {
            Issue.record("no location")
            return
        }
        #expect(detail.metrics.count == 9)
        guard case .groups(let groups) = ask(.groups(QuarantineQuery(), by: [.reason])) else {
            Issue.record("no groups")
            return
        }
        #expect(groups.map(\.count) == [3])
        guard case .rules(let rules) = ask(.rules(dataset: "university")) else {
            Issue.record("no rules")
            return
        }
        #expect(rules.rows.map(\.held).reduce(0, +) == 3)
        #expect(ask(.record(99)) == .missing && ask(.rules(dataset: "none")) == .missing)
    }

    @Test("an entry that is held no longer tells what became of it, when and by which batch")
    func decided() throws {
        try station.drop(Self.file.bytes, as: "a.csv")
        try station.runOnce()
        let repair = FieldRepair(field: "mood_score", change: .value("2.5"))
        try operate(.repair(.entries([1]), [repair]))
        try operate(.accept(.entries([2])))
        try operate(.discard(.entries([3])))
        let details = (Int64(1)...3).compactMap { id -> RecordDetail? in
            guard case .record(let detail) = ask(.record(id)) else { return nil }
            return detail
        }
        let decisions = details.compactMap(\.decision)
        #expect(decisions.map(\.status) == [.released, .released, .discarded])
        #expect(decisions.map(\.isOverride) == [false, true, false])
        #expect(decisions.allSatisfy { $0.microseconds == 1_900_000_000_000_000 })
        #expect(decisions.map(\.batch?.action) == ["edit", "accept", "discard"])
        #expect(decisions.allSatisfy { $0.batch?.reason == "known" })
        // What was repaired has no fault any more; what was accepted or discarded still has its own.
        #expect(decisions.map { $0.formerFindings.map(\.code) } == [[.range], [], []])
        #expect(
            details.map { $0.fields.contains { !$0.findings.isEmpty } } == [false, true, true])
    }

    private func operate(_ operation: QuarantineOperation) throws {
        let store = try Store(path: Array(station.directory.path(of: "data/store/sluice.db").utf8))
        defer { store.close() }
        try store.register(Dataset.university.schema)
        let now: Int64 = 1_900_000_000_000_000
        try store.beginGroup(now: now)
        _ = try store.operate(
            OperationRequest(operation, actor: "ann", reason: "known"),
            OperationContext(catalog: DatasetCatalog(), nowMicroseconds: now))
        try store.commitGroup()
    }
}
