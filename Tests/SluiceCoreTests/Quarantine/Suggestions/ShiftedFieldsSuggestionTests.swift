import SluiceCore
import Testing

@Suite("Suggestions for cells in the wrong column")
struct ShiftedFieldsSuggestionTests {
    /// Evidence of records that have these cells.
    private static func shifted(
        _ code: FindingCode, _ records: [[String]], column: String? = nil,
        dataset: Dataset = .university
    ) -> SuggestionEvidence {
        SuggestionEvidence(
            dataset: dataset, code: code, columns: UniversityRecord.columns,
            column: column.flatMap { UniversityRecord.columns.firstIndex(of: $0) },
            records: records.map { cells in
                SuggestionEvidence.Record(cells: cells.map { Array($0.utf8) }, location: "104")
            })
    }

    @Test("cells one column too far right are moved back, where the last may be empty")
    func shifted() {
        var cells = UniversityRecord.good
        cells.insert("lab", at: 2)
        cells.removeLast()
        let lost = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.number, [cells], column: "temperature_celsius"))
        #expect(lost?.repairs == [])
        #expect(lost?.text.contains("mental_health_status, which is required, is lost") == true)
        var optional = Dataset.university
        optional.fields[11].constraints.isRequired = false
        let found = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(
                .number, [cells], column: "temperature_celsius", dataset: optional))
        #expect(
            found?.repairs == [
                FieldRepair(field: "temperature_celsius", change: .removal),
                FieldRepair(field: "mental_health_status", change: .insertion),
            ])
    }

    @Test("a value that is only missing is no shift, even where what follows would suit")
    func notShifted() {
        var cells = UniversityRecord.good
        cells[9] = ""
        let found = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.null, [cells], column: "sleep_hours"))
        #expect(found == nil)
    }

    @Test("cells one column too far left are told, and moved where the lost one may be missing")
    func shiftedLeft() {
        var early = UniversityRecord.good
        early.remove(at: 3)
        (early[2], early[3]) = ("-4.5", "367")
        early.append("")
        let lost = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.range, [early], column: "humidity_percent"))
        #expect(
            lost?.repairs == [
                FieldRepair(field: "mental_health_status", change: .removal),
                FieldRepair(field: "humidity_percent", change: .insertion),
            ])
        #expect(
            lost?.text
                == "the cells from humidity_percent on stand one column too far left")
        early[2] = "24.3"
        let unclear = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.range, [early], column: "humidity_percent"))
        #expect(unclear?.repairs == [])
        #expect(unclear?.text.contains("one of temperature_celsius, humidity_percent") == true)
        var noisy = UniversityRecord.good
        noisy[3] = "367"
        noisy[11] = ""
        let broken = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.range, [noisy], column: "humidity_percent"))
        #expect(broken == nil, "two wrong cells, and the others are where they belong")
    }

    @Test("a cell behind the last column is taken out where no other could be the one too many")
    func trailingCell() {
        let found = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(
                .fields, [UniversityRecord.good + [""], UniversityRecord.good + [" "]]))
        #expect(
            found?.repairs == [FieldRepair(field: FieldRepair.extraCell, change: .removal)])
        #expect(found?.text.hasSuffix("an empty one at the end") == true)
        let full = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.fields, [UniversityRecord.good + ["note"]]))
        #expect(full?.repairs == found?.repairs)
        #expect(full?.text.hasSuffix("perhaps data, behind the last column") == true)
        // A 0 could be the status just as well.
        let unclear = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.fields, [UniversityRecord.good + ["0"]]))
        #expect(unclear?.repairs == [])
        #expect(unclear?.text.contains("it could be any of ") == true)
    }

    @Test("a cell too many that may be the decimals of a number is not offered to be taken out")
    func decimalsBehindAComma() {
        var cells = UniversityRecord.good
        cells[2...2] = ["24", "31"]
        let found = ShiftedFieldsSuggestion.suggestion(from: Self.shifted(.fields, [cells, cells]))
        #expect(found?.repairs == [])
        #expect(
            found?.text
                == "one cell too many in 2 of 2 records: perhaps the decimals of temperature_celsius, behind a comma without quotes"
        )
    }

    @Test(
        "a cell too many is taken out, one that is missing is put in, where only one place is possible"
    )
    func wrongCount() {
        var surplus = UniversityRecord.good
        surplus.insert("lab", at: 3)
        var short = UniversityRecord.good
        short.remove(at: 3)
        let taken = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.fields, [surplus, surplus, short]))
        #expect(taken?.repairs == [FieldRepair(field: "humidity_percent", change: .removal)])
        #expect(
            taken?.text
                == "one cell too many in 2 of 3 records: the one that stands at humidity_percent"
        )
        // The index of air quality would do as a humidity, too.
        let unclear = ShiftedFieldsSuggestion.suggestion(from: Self.shifted(.fields, [short]))
        #expect(unclear?.repairs == [])
        #expect(
            unclear?.text.hasSuffix("it could be that of humidity_percent or air_quality_index")
                == true)
        short[3] = "367"
        let put = ShiftedFieldsSuggestion.suggestion(from: Self.shifted(.fields, [short]))
        #expect(put?.repairs == [FieldRepair(field: "humidity_percent", change: .insertion)])
    }

    @Test("a place that would leave something else as the time is none")
    func timeStays() {
        var surplus = UniversityRecord.good
        surplus.insert("??", at: 2)
        let found = ShiftedFieldsSuggestion.suggestion(from: Self.shifted(.fields, [surplus]))
        #expect(
            found?.text.hasSuffix("it could be that of location_id or temperature_celsius") == true)
    }

    @Test("an empty cell too many is the one that has slipped in, where it is the only empty one")
    func emptyCell() {
        var surplus = UniversityRecord.good
        surplus.insert("", at: 4)
        let found = ShiftedFieldsSuggestion.suggestion(
            from: Self.shifted(.fields, [surplus, surplus]))
        #expect(found?.repairs == [FieldRepair(field: "air_quality_index", change: .removal)])
        #expect(found?.text.hasSuffix("the empty one that stands at air_quality_index") == true)
        var twice = surplus
        twice[3] = ""
        let either = ShiftedFieldsSuggestion.suggestion(from: Self.shifted(.fields, [twice]))
        #expect(either?.repairs == [FieldRepair(field: "humidity_percent", change: .removal)])
        // Either of two empty cells may be a value that is only missing.
        surplus[3...5] = ["", "67", ""]
        let unclear = ShiftedFieldsSuggestion.suggestion(from: Self.shifted(.fields, [surplus]))
        #expect(unclear?.repairs == [])
    }
}
