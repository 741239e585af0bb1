internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Operations where a dataset knows its records by a key")
struct DuplicateOperationsTests {
    @Test(
        "a record whose key is stored, or comes twice, stays held as a duplicate; accepting stores it"
    )
    func duplicates() throws {
        var dataset = Dataset.university
        dataset.duplicates = .quarantine
        let desk = try DeskFixture(dataset)
        let good = (0..<100).map { DeskFixture.record(minute: $0) }
        let bad = [5, 500, 501, 501].map { DeskFixture.record(minute: $0, mood: "-1") }
        let file = try desk.add("a.csv", good + bad)
        try desk.setRange(of: "mood_score", -3, 5)
        let all = EntrySelection.matching(QuarantineQuery())
        let report = try desk.operate(.release(all))
        #expect(report.counts.stored == 2 && report.counts.duplicates == 2)
        let row = try desk.store.rows(
            "SELECT id FROM raw_sensor_data WHERE timestamp = '2024-05-01 00:05:00'")
        #expect(
            report.outcomes[0].end
                == .duplicate(row: Int64(row[0][0]) ?? 0, place: "a.csv:7"))
        #expect(try desk.counts(file) == ["102", "2", "0"])
        let held = try desk.entries().filter { $0[5] == "held" }
        #expect(held.allSatisfy { $0[8] == "DUPLICATE::" && $0[6] == "2" })
        let accepted = try desk.operate(.accept(all), reason: "both are real")
        #expect(accepted.counts.stored == 2 && accepted.counts.duplicatesStored == 2)
        #expect(
            accepted.outcomes.map(\.overriddenWords) == [
                "DUPLICATE: its key is that of a.csv:7, which stays",
                "DUPLICATE: its key is that of a.csv:104, which stays",
            ])
        #expect(
            try desk.store.rows(
                "SELECT line, override FROM raw_sensor_data WHERE timestamp LIKE '% 00:05:00'")
                == [["7", "0"], ["102", "1"]], "both rows are there")
    }
}
