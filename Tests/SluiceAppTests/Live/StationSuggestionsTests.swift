internal import SluiceApp
internal import SluiceConsole
internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("Suggestions in answers to a console")
struct StationSuggestionsTests {
    private let station: TestStation
    private let answers: StationAnswers

    init() throws {
        let station = try TestStation()
        self.station = station
        let path = Array(station.directory.path(of: "data/store/sluice.db").utf8)
        answers = StationAnswers(datasets: StationCatalog(catalog: DatasetCatalog())) {
            try StoreReader(path: path)
        }
        try store((0..<20).map { "\(18 + $0 % 5).5" }, as: "good.csv")
    }

    private func store(_ temperatures: [String], as name: String) throws {
        let records = temperatures.enumerated().map { minute, temperature in
            TestStation.record(minute: minute).replacing(",21.5,", with: ",\(temperature),")
        }
        try station.store(TestStation.header + records.joined(), as: name)
    }

    private func asked() throws -> [QuarantineGroup] {
        let answer = waitFor {
            answers.ask(
                .groups(QuarantineQuery(), by: [.reason, .field, .location]), as: RequestID(1),
                completion: $0)
        }
        guard case .groups(let groups)? = answer else { return [] }
        return groups
    }

    /// The groups once all have been examined, for which a console asks again.
    private func groups() throws -> [QuarantineGroup] {
        while true {
            let groups = try asked()
            if groups.allSatisfy({ $0.examination == .done }) { return groups }
        }
    }

    @Test("groups are there at once, what they look like when they are asked for again")
    func atOnce() throws {
        try store(["\"21,5\"", "\"19,25\""], as: "comma.csv")
        let first = try #require(try asked().first)
        #expect(first.count == 2 && first.examination == .awaited && first.suggestion == nil)
        let again = try #require(try asked().first)
        #expect(again.examination == .done && again.suggestion?.frees == 2)
    }

    @Test("groups that changed are there at once, and hints of the others stay")
    func changed() throws {
        try store(["\"21,5\"", "\"19,25\""], as: "comma.csv")
        try store((0..<12).map { "\(64 + $0 % 8).4" }, as: "f.csv")
        #expect(try groups().count == 2)
        try store(["\"22,5\""], as: "more.csv")
        let first = try asked()
        #expect(first.map(\.count) == [12, 3])
        #expect(first.map(\.examination) == [.done, .awaited])
        #expect(first.first?.suggestion?.frees == 12)
        #expect(try asked().allSatisfy { $0.examination == .done })
    }

    @Test("Fahrenheit of one place is one group with its repair, tried on all of it")
    func fahrenheit() throws {
        try store((0..<12).map { "\(64 + $0 % 8).4" }, as: "f.csv")
        let group = try #require(try groups().first)
        #expect(group.count == 12 && group.sample.count == 12)
        let suggestion = try #require(group.suggestion)
        #expect(suggestion.text.hasPrefix("°F: "))
        #expect(suggestion.text.contains("where Library has 18.5…22.5"))
        #expect(suggestion.frees == 12 && suggestion.of == 12)
        #expect(
            suggestion.repairs == [
                FieldRepair(
                    field: "temperature_celsius", change: .conversion(from: "degF", to: "degC"))
            ])
    }

    @Test("how many a repair frees is counted over all of a group, not only over some of it")
    func allOfAGroup() throws {
        // The newest are looked at first, and all of those are for the repair.
        let records = (0..<60).map { minute in
            TestStation.record(minute: minute).replacing(",21.5,", with: ",68.5,")
        }
        let older = records.enumerated().map { minute, record in
            minute < 40 ? record.replacing("\n", with: "9\n") : record
        }
        try station.store(TestStation.header + older.joined(), as: "f.csv")
        try station.store(TestStation.header + records.joined(), as: "g.csv")
        let group = try #require(try groups().first)
        #expect(group.count == 120)
        #expect(group.suggestion?.frees == 80 && group.suggestion?.of == 120)
        // It is known from then on.
        #expect(try asked().first?.suggestion == group.suggestion)
    }

    @Test("records of one more file under another header do not hide what the others look like")
    func otherHeader() throws {
        try store((0..<12).map { "\(64 + $0 % 8).4" }, as: "f.csv")
        func swapped(_ line: String) -> String {
            var cells = line.split(separator: "\n")[0].split(separator: ",").map(String.init)
            cells.swapAt(3, 4)
            return cells.joined(separator: ",") + "\n"
        }
        let record = TestStation.record(minute: 59).replacing(",21.5,", with: ",999999,")
        try station.store(swapped(TestStation.header) + swapped(record), as: "late.csv")
        let group = try #require(try groups().first)
        #expect(group.count == 13)
        #expect(group.suggestion?.text.hasPrefix("°F: ") == true)
        #expect(group.suggestion?.frees == 12 && group.suggestion?.of == 13)
    }

    @Test("the one that frees most is suggested, and only what really frees something")
    func best() throws {
        try store(["\"21,5\"", "\"19,25\"", "\"22,75\""], as: "comma.csv")
        let group = try #require(try groups().first)
        #expect(group.suggestion?.text == "decimal comma: 22,75 is 22.75")
        #expect(group.suggestion?.frees == 3)
        let answer = waitFor {
            answers.ask(.record(group.exampleID), as: RequestID(2), completion: $0)
        }
        guard case .record(let record)? = answer else {
            Issue.record("no record")
            return
        }
        #expect(record.suggestion?.frees == 1 && record.suggestion?.of == 1)
    }

    @Test("a repair of several fields is what a console types and a command has")
    func severalFields() throws {
        let record = TestStation.record(minute: 1).replacing(
            ",21.5,40,", with: ",\"21,5\",\"4,5\","
        )
        .replacing(",42.5,", with: ",\"42,5\",")
        try station.store(TestStation.header + record, as: "comma.csv")
        let suggestion = try #require(try groups().first?.suggestion)
        #expect(suggestion.frees == 1 && suggestion.repairs.count == 3)
        let line = RepairText.line(suggestion.repairs)
        #expect(try RepairText.repairs(line).get() == suggestion.repairs)
        let output = TestOutput()
        #expect(station.run("quarantine groups --json", output) == .done)
        let told = JSONValue(Array(output.text(.output).utf8.dropLast()))?["suggestion"]
        #expect(told?["frees"]?.integer == 1)
        let command = try #require(told?["command"]?.text)
        #expect(command.contains("--change '\(line.replacing("'", with: "'\\''"))' --code NUMBER"))
    }

    @Test("what nothing is known of has no suggestion")
    func none() throws {
        try store(["abc", "def"], as: "x.csv")
        let found = try groups()
        #expect(found.count == 1 && found.first?.suggestion == nil)
    }
}
