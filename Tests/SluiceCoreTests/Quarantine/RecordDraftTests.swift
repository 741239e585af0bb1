import SluiceCore
import Testing

@Suite struct RecordDraftTests {
    private static let context = RecordContext(
        dataset: .university,
        header: Array(
            ("timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
                + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
                + "mental_health_status").utf8), fileName: Array("a.csv".utf8))
    private static let valid = "2024-05-01 08:00:00,104,21.5,62.9,67,54.4,323.0,45,23,7.22,2.3,0"

    private static func draft(_ text: String) -> RecordDraft {
        RecordDraft(
            Array(text.utf8), line: 7, context: context, nowMilliseconds: 1_800_000_000_000)
    }

    private static func text(_ draft: RecordDraft) -> String {
        String(decoding: draft.raw, as: UTF8.self)
    }

    @Test func aRecordIsTakenApartAndJudged() {
        let draft = Self.draft(Self.valid.replacing("21.5", with: "61.4"))
        #expect(!draft.isValid)
        #expect(draft.cells.count == 12)
        #expect(draft.cells[2].name == "temperature_celsius")
        #expect(draft.cells[2].findings.map(\.code) == [.range])
        #expect(Self.draft(Self.valid).isValid)
    }

    @Test(arguments: [
        ("104", "105", "105"), ("104", "a,b", "\"a,b\""), ("104", "a\"b", "\"a\"\"b\""),
        ("\"104\"", "105", "\"105\""), ("\"1\"\"4\"", "9", "\"9\""), ("104", "", ""),
        ("104", "a\nb", "\"a\nb\""),
    ])
    func onlyTheBytesOfTheCellChange(before: String, typed: String, after: String) {
        var draft = Self.draft(Self.valid.replacing(",104,", with: ",\(before),"))
        draft.setCell(
            1, to: Array(typed.utf8), context: Self.context, nowMilliseconds: 1_800_000_000_000)
        #expect(Self.text(draft) == Self.valid.replacing(",104,", with: ",\(after),"))
        #expect(draft.cells[1].value == Array(typed.utf8))
    }

    @Test func cellsThatAreMissingComeIntoBeing() {
        var draft = Self.draft("2024-05-01 08:00:00,104")
        #expect(draft.recordFindings.map(\.code) == [.fields])
        draft.setCell(
            3, to: [0x35], context: Self.context, nowMilliseconds: 1_800_000_000_000)
        #expect(Self.text(draft) == "2024-05-01 08:00:00,104,,5")
    }

    @Test func anOpenQuoteIsMendedByReplacingAllBytes() {
        var draft = Self.draft(Self.valid.replacing("104", with: "\"104"))
        #expect(!draft.isValid)
        draft.setRaw(
            Array(Self.valid.utf8), context: Self.context, nowMilliseconds: 1_800_000_000_000)
        #expect(draft.isValid && draft.cells.count == 12)
    }

    @Test func theBytesOfACellCanBePutBack() {
        var draft = Self.draft(Self.valid)
        draft.setCell(
            1, to: Array("x,".utf8), context: Self.context, nowMilliseconds: 1_800_000_000_000)
        draft.setBytes(
            of: 1, to: Array("104".utf8), context: Self.context,
            nowMilliseconds: 1_800_000_000_000)
        #expect(Self.text(draft) == Self.valid)
    }

    @Test func aHeaderThatDoesNotBindLeavesNoCells() {
        let context = RecordContext(
            dataset: .university, header: Array("a,b".utf8), fileName: Array("a.csv".utf8))
        let draft = RecordDraft([0x31], line: 1, context: context, nowMilliseconds: 0)
        #expect(draft.cells.isEmpty && !draft.isValid)
    }
}
