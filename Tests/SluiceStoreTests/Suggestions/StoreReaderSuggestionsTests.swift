internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Suggestions for records with a fault in several fields")
struct StoreReaderSuggestionsTests {
    private let desk: DeskFixture

    init() throws { desk = try DeskFixture() }

    /// Holds records with other texts for the cells from the temperature to the mood, in order.
    private func hold(_ records: [[String]]) throws {
        try desk.add(
            "a.csv",
            records.enumerated().map { minute, cells in
                let good = DeskFixture.record(minute: minute).split(separator: ",")
                return (good.prefix(2).map(String.init) + cells + [String(good[11])])
                    .map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
            })
        #expect(try desk.ids().count == records.count)
    }

    private func suggestion() throws -> Suggestion? {
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        return try reader.suggestion(for: try desk.ids(), desk.context)
    }

    private func repaired(_ suggestion: Suggestion) throws -> OperationReport {
        try desk.operate(.repair(.entries(try desk.ids()), suggestion.repairs))
    }

    @Test("decimal commas in every column are repaired together")
    func decimalCommas() throws {
        try hold(
            (0..<12).map { number in
                let digit = number % 10
                return [
                    "21,\(digit)", "40,2\(digit)", "55", "45,5", "300", "12", "30", "7,5", "2,5",
                ]
            })
        let found = try #require(try suggestion())
        #expect(
            found.text
                == "decimal comma: 21,0 is 21; so in humidity_percent, noise_level_db and 2 more")
        #expect(found.frees == 12 && found.of == 12)
        #expect(try repaired(found).counts.stored == 12)
        #expect(
            try desk.store.rows(
                """
                SELECT temperature_celsius, humidity_percent, noise_level_db, sleep_hours, mood_score
                    FROM raw_sensor_data WHERE line = 4
                """) == [["21.2", "40.22", "45.5", "7.5", "2.5"]])
    }

    @Test("cells that are good stay as they are written, where others of their column are not")
    func goodCells() throws {
        let tail = ["300", "12", "30", "7.5", "2.5"]
        try hold([
            ["21,5", "40,25", "55", "45.50"] + tail, ["21,6", "", "55", "45,5"] + tail,
            ["21,7", " 40.250 ", "55", "+45"] + tail, ["21,8", "40,5", "55", "1.0e1"] + tail,
        ])
        let found = try #require(try suggestion())
        #expect(
            found.text == "decimal comma: 21,5 is 21.5; so in humidity_percent and noise_level_db")
        #expect(found.frees == 4)
        #expect(try repaired(found).counts.stored == 4)
        let raw = try desk.store.rows("SELECT CAST(raw AS TEXT) FROM quarantine ORDER BY id")
            .map { $0[0].split(separator: ",", omittingEmptySubsequences: false)[2...5] }
            .map { $0.joined(separator: ",") }
        #expect(
            raw == [
                "21.5,40.25,55,45.50", "21.6,,55,45.5", "21.7, 40.250 ,55,+45",
                "21.8,40.5,55,1.0e1",
            ])
    }

    @Test("two optional fields with sentinels are emptied, and good cells of the second stay")
    func sentinels() throws {
        let tail = ["45.5", "300", "12", "30", "7.5", "2.5"]
        try hold([
            ["21.5", "-999", "-999"] + tail, ["21.5", "-999", "-999"] + tail,
            ["21.5", "-999", "-999"] + tail, ["21.5", "-999", "055"] + tail,
        ])
        let found = try #require(try suggestion())
        #expect(found.text.hasSuffix("; so in air_quality_index"))
        #expect(found.frees == 4)
        #expect(try repaired(found).counts.stored == 4)
        #expect(
            try desk.store.rows(
                "SELECT humidity_percent, air_quality_index FROM raw_sensor_data ORDER BY line")
                == [["NULL", "NULL"], ["NULL", "NULL"], ["NULL", "NULL"], ["NULL", "55"]])
        #expect(
            try desk.store.rows(
                "SELECT count(*) FROM quarantine WHERE CAST(raw AS TEXT) LIKE '%,,055,%'")
                == [["1"]])
    }

    @Test("units behind the numbers of two fields are taken away together")
    func units() throws {
        let tail = ["300", "12", "30", "7.5", "2.5"]
        try hold([
            ["21.5C", "40 %", "55", "45.5 dB"] + tail, ["21.6C", "41 %", "55", "45.50"] + tail,
        ])
        let found = try #require(try suggestion())
        #expect(
            found.text
                == "21.5C has its unit C behind it; so in humidity_percent and noise_level_db")
        #expect(found.frees == 2)
        #expect(try repaired(found).counts.stored == 2)
    }

    @Test("a repair that frees all records alone is not joined by others")
    func alone() throws {
        let tail = ["300", "12", "30", "7.5", "2.5"]
        try hold([["21,5", "40", "55", "45"] + tail, ["21,6", "41", "55", "46"] + tail])
        #expect(try suggestion()?.text == "decimal comma: 21,5 is 21.5")
        #expect(try suggestion()?.repairs.count == 1)
    }
}
