import SluiceConsole
import SluiceCore
import Testing

@Suite struct RecordScreenTests {
    @Test func theOffendingPartIsMarkedUnderTheRawLine() throws {
        var script = DrillScript(.record(118), .record(SampleAnswers.record))
        script.press("j j")
        let lines = script.canvas().text.split(separator: "\n").map(String.init)
        let raw = try #require(lines.firstIndex { $0.contains("│ 2024-05-01 08:00:00,104,61.4") })
        #expect(lines[raw + 1].contains("^^^^ RANGE"))
    }

    @Test func aFilterOfTheFieldsIsToldWithTheWayBack() throws {
        var script = DrillScript(.record(118), .record(SampleAnswers.record))
        script.press("/")
        for scalar in "noise".unicodeScalars { script.send(.key(KeyStroke(scalar))) }
        script.press("Enter")
        let lines = script.canvas().text.split(separator: "\n")
        #expect(lines[1].contains("RANGE · /noise"))
        #expect(try #require(lines.last).contains("Esc show all"))
        script.press("Esc")
        #expect(try #require(script.canvas().text.split(separator: "\n").last).contains("Esc back"))
    }

    @Test func aHintIsCutRatherThanLeftOut() {
        var detail = SampleAnswers.record
        detail.suggestion = Suggestion(
            "one cell too many in 1 of 1 records; it could be any of 6",
            repairs: [])
        detail.suggestion?.of = 1
        let script = DrillScript(.record(118), .record(detail))
        #expect(script.canvas().text.contains("frees 0 of 1  one cell too many"))
    }

    @Test func aRepairBeginsWithTheFieldAndWithNothingWhereTheRecordIsWrongAsAWhole() throws {
        let prompt = try Regex("repair [a-z_()]+ =")
        var detail = SampleAnswers.record
        var script = DrillScript(.record(118), .record(detail))
        script.press("E")
        #expect(script.canvas().text.contains(prompt))
        detail.fields = []
        script = DrillScript(.record(118), .record(detail))
        script.press("E")
        #expect(!script.canvas().text.contains(prompt))
    }

    @Test func theHexViewBracketsTheOffendingBytes() {
        var script = DrillScript(.record(118), .record(SampleAnswers.record))
        script.press("^X")
        #expect(script.canvas().text.contains("[36 31 2e 34]2c"))
        script.press("^X")
        #expect(!script.canvas().text.contains("[36 31 2e 34]2c"))
    }

    @Test func theBytesFollowTheSelectedFieldAndCanBeMoved() {
        var script = DrillScript(.record(118, RawView()), .record(SampleAnswers.record))
        script.press("G")
        #expect(script.canvas().text.contains("2.3,0 "))
        script.press("h h h")
        #expect(script.canvas().text.contains("│ 2024-05-01 08:00:00,104"))
    }

    @Test func enterShowsTheRulesOfTheFieldFirst() {
        var script = DrillScript(.record(118), .record(SampleAnswers.record))
        #expect(script.state.activeSlot == .screen(0))
        script.press("g j j Enter")
        #expect(
            script.state.screens.last
                == .rules(dataset: "university", field: "temperature_celsius"))
        #expect(script.question == .rules(dataset: "university"))
    }

    @Test func aPlaceThatIsNotKnownIsLookedFor() {
        var record = SampleAnswers.record
        for index in record.fields.indices { record.fields[index].range = nil }
        let script = DrillScript(.record(118), .record(record))
        #expect(script.canvas().text.contains("^^^^"))
    }

    @Test func aPlaceBeyondTheBytesIsNotMarked() {
        var record = SampleAnswers.record
        record.fields[2].range = 70_000..<70_004
        let script = DrillScript(.record(118), .record(record))
        #expect(script.canvas().text.contains("61.4"))
        #expect(!script.canvas().text.contains(" ^^^^ "))
    }
}

extension RecordScreenTests {
    @Test func theCursorBeginsOnTheFirstBadField() {
        let script = DrillScript(.record(118), .record(SampleAnswers.record))
        #expect(script.canvas().text.contains("> temperature_celsius"))
    }

    @Test func cellsBeyondTheHeaderAreMarkedWhereThereAreTooMany() {
        var record = SampleAnswers.record
        record.fields = [
            RecordDetail.Field(name: "a", value: Array("1".utf8), findings: []),
            RecordDetail.Field(name: "", value: Array("42".utf8), findings: []),
        ]
        record.raw = Array("1,42".utf8)
        record.recordFindings = [Finding(.fields, rule: "fields", message: "too many")]
        let text = DrillScript(.record(118), .record(record)).canvas().text
        #expect(text.contains("^^ FIELDS"))
    }

    @Test func aFindingWithMoreWordsThanRowsIsSeenToBeCut() throws {
        var detail = SampleAnswers.fileEntry
        let name = String(repeating: "temperature_", count: 4)
        detail.recordFindings = [
            Finding(.header, rule: "header", message: "required column \(name) is missing")
        ]
        let text = DrillScript(.record(9), .record(detail)).canvas().text
        let line = try #require(text.split(separator: "\n").last { $0.hasPrefix("│ HEADER") })
        #expect(line.contains("…"))
    }

    @Test func whatIsHeldNoLongerSaysWhatBecameOfItAndOffersNothingForHeldOnes() {
        var script = DrillScript(
            .record(118), .record(SampleAnswers.releasedRecord), columns: 120, rows: 40)
        let text = script.canvas().text
        #expect(text.contains("status   released 2026-11-23 12:04:32  batch 57: edit by ann"))
        #expect(text.contains("Was held for") && !text.contains("✗") && !text.contains("^^^^"))
        script.press("e r d E F")
        #expect(script.state.screens.count == 1 && script.state.overlay == nil)
        let accepted = DrillScript(
            .record(118), .record(SampleAnswers.acceptedRecord), columns: 120)
        #expect(accepted.canvas().text.contains("flagged override"))
        #expect(accepted.canvas().text.contains("✗ RANGE"), "the value is still beyond the limit")
    }
}
