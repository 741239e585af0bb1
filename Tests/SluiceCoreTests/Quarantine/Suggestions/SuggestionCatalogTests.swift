import SluiceCore
import Testing

@Suite("Suggestions")
struct SuggestionCatalogTests {
    private static func statistics(_ values: [Double]) -> MetricStatistics {
        var result = MetricStatistics()
        for value in values { result.add(value) }
        return result
    }

    /// Evidence of records that have other texts in one column.
    private static func evidence(
        _ code: FindingCode, _ column: String, _ texts: [String],
        stored: [Double] = [18, 19, 20, 21, 22, 23], dataset: Dataset = .university
    ) -> SuggestionEvidence {
        let index = UniversityRecord.columns.firstIndex(of: column)
        return SuggestionEvidence(
            dataset: dataset, code: code, columns: UniversityRecord.columns, column: index,
            records: texts.map { text in
                var cells = UniversityRecord.good
                if let index { cells[index] = text }
                return SuggestionEvidence.Record(
                    cells: cells.map { Array($0.utf8) }, location: "104")
            }, stored: stored.isEmpty ? [:] : ["104": statistics(stored)])
    }

    private static func first(_ evidence: SuggestionEvidence) -> Suggestion? {
        SuggestionCatalog.candidates(from: evidence).first?.alone
    }

    @Test("degrees Fahrenheit are told by range and place")
    func fahrenheit() throws {
        let found = try #require(
            Self.first(Self.evidence(.range, "temperature_celsius", ["68", "71.6", "70.2"])))
        #expect(found.text == "°F: 68 is 20 °C, where 104 has 18…23")
        #expect(
            found.repairs == [
                FieldRepair(
                    field: "temperature_celsius", change: .conversion(from: "degF", to: "degC"))
            ])
        let hot = Self.evidence(
            .range, "temperature_celsius", ["68", "71.6"], stored: [50, 51, 52, 53, 54])
        #expect(Self.first(hot)?.repairs.first?.change != .conversion(from: "degF", to: "degC"))
        var elsewhere = Self.evidence(.range, "temperature_celsius", ["68", "71.6"])
        elsewhere.stored = [
            "101": Self.statistics([17, 18, 19]), "102": Self.statistics([22, 23]),
        ]
        #expect(
            Self.first(elsewhere)?.text == "°F: 68 is 20 °C, where the dataset has 17…23",
            "nothing is stored at 104")
        let unknown = Self.evidence(.range, "temperature_celsius", ["68"], stored: [])
        #expect(Self.first(unknown)?.text == "°F: 68 is 20 °C")
        #expect(Self.first(Self.evidence(.range, "humidity_percent", ["168"], stored: [])) == nil)
    }

    @Test("where files have another unit than the store, a hint tells the stored number")
    func otherUnitInFiles() throws {
        var dataset = Dataset.university
        let index = try #require(
            dataset.fields.firstIndex { $0.name == "temperature_celsius" })
        dataset.fields[index].sourceUnit = "degF"
        dataset.fields[index].conversion = UnitCatalog.conversion(from: "degF", to: "degC")
        let found = Self.evidence(
            .range, "temperature_celsius", ["294.33", "293.2"], dataset: dataset)
        #expect(
            Self.first(found)?.text
                == "K: 294.33 is 70.12 °F, stored as 21.18, where 104 has 18…23")
    }

    @Test("Kelvin are told before a tenth of them is, and the example lies among the stored values")
    func kelvin() throws {
        let kelvin = Self.evidence(
            .range, "temperature_celsius", ["290.4", "293.25", "295"],
            stored: (160...320).map { Double($0) / 10 })
        let found = try #require(Self.first(kelvin))
        #expect(found.text == "K: 290.4 is 17.25 °C, where 104 has 16…32")
        #expect(found.repairs.first?.change == .conversion(from: "K", to: "degC"))
        let tenfold = Self.evidence(
            .range, "temperature_celsius", ["170.4", "213.2", "255", "290.4"],
            stored: (160...320).map { Double($0) / 10 })
        #expect(Self.first(tenfold)?.repairs.first?.change == .expression("v / 10"))
        let mixed = Self.evidence(
            .range, "temperature_celsius", ["99.9", "61.5"],
            stored: (160...320).map { Double($0) / 10 })
        #expect(Self.first(mixed)?.text == "°F: 61.5 is 16.39 °C, where 104 has 16…32")
    }

    @Test(
        "a decimal comma is told, with groups of thousands too",
        arguments: [
            (["21,5", "-3,25"], "replace(v, ',', '.')"),
            (["1.021,5", "21,5"], "replace(replace(v, '.', ''), ',', '.')"),
            (["1,021,500", "1,2,3"], nil), (["abc"], nil), (["21,5", "x", "y"], nil),
        ] as [([String], String?)])
    func decimalComma(_ texts: [String], _ expression: String?) {
        let found = DecimalCommaSuggestion.suggestion(
            from: Self.evidence(.number, "temperature_celsius", texts))
        #expect(found?.repairs.first?.change == expression.map { .expression($0) })
    }

    @Test("numbers with decimals are rounded where whole ones are wanted")
    func wholeNumber() {
        let found = Self.evidence(.number, "crowd_density", ["45.3", "12.75", "30.5"], stored: [])
        #expect(Self.first(found)?.text == "whole numbers are wanted: 45.3 is 45 rounded")
        #expect(
            Self.first(found)?.repairs
                == [FieldRepair(field: "crowd_density", change: .expression("round(v)"))])
        #expect(ShiftedFieldsSuggestion.suggestion(from: found) == nil)
        for texts in [["-4.5", "2000.5"], ["abc", "4.5"], ["45.0"]] {
            #expect(
                WholeNumberSuggestion.suggestion(
                    from: Self.evidence(.number, "crowd_density", texts, stored: [])) == nil)
        }
        #expect(
            WholeNumberSuggestion.suggestion(
                from: Self.evidence(.number, "mood_score", ["4.5"], stored: [])) == nil)
    }

    @Test("a sentinel is a usual one, or one text very often")
    func sentinel() {
        let usual = Self.evidence(.range, "humidity_percent", ["-999", "-999"])
        #expect(
            Self.first(usual)?.repairs == [
                FieldRepair(
                    field: "humidity_percent", change: .expression("iif(v = -999, '', v)"))
            ])
        let often = Self.evidence(.range, "humidity_percent", Array(repeating: "444", count: 12))
        #expect(
            Self.first(often)?.text
                == "444 stands for no value: 12 of 12 records have it")
        #expect(Self.first(Self.evidence(.range, "humidity_percent", ["444", "444"])) == nil)
        let required = Self.evidence(.range, "mood_score", ["-999", "-999"])
        #expect(Self.first(required)?.repairs == [])
        let word = Self.evidence(.number, "humidity_percent", ["N/A"])
        #expect(
            Self.first(word)?.repairs.first?.change == .expression("iif(v = 'N/A', '', v)"))
    }

    @Test(
        "a scale needs stored values beside it",
        arguments: [
            (["235", "221"], "v / 10"), (["2350", "2210"], "v / 100"),
            (["21500", "19000"], "v / 1000"), (["235", "2210", "21500"], nil), (["9000"], nil),
        ] as [([String], String?)])
    func scale(_ texts: [String], _ expression: String?) {
        let evidence = Self.evidence(.range, "temperature_celsius", texts)
        let found = ScaleSuggestion.suggestion(from: evidence)
        #expect(found?.repairs.first?.change == expression.map { .expression($0) })
        let alone = Self.evidence(.range, "temperature_celsius", texts, stored: [])
        #expect(ScaleSuggestion.suggestion(from: alone) == nil)
    }

    @Test("a value beyond a limit is not taken for another scale, nor a whole number for a part")
    func noScale() {
        let many = (0..<200).map { 30 + Double($0 % 60) }
        let humid = Self.evidence(.range, "humidity_percent", ["100.2", "104.9"], stored: many)
        #expect(ScaleSuggestion.suggestion(from: humid) == nil)
        let crowd = Self.evidence(.range, "stress_level", ["107", "301", "455"], stored: many)
        #expect(ScaleSuggestion.suggestion(from: crowd) == nil)
        let tens = Self.evidence(.range, "stress_level", ["310", "450"], stored: many)
        #expect(ScaleSuggestion.suggestion(from: tens) != nil)
    }

    @Test("a unit behind a number is taken away, and converted when it is another")
    func unitSuffix() {
        let same = UnitSuffixSuggestion.suggestion(
            from: Self.evidence(.number, "temperature_celsius", ["23.5C", "21C"]))
        #expect(same?.repairs.map(\.change) == [.expression("trim(replace(v, 'C', ''))")])
        let other = UnitSuffixSuggestion.suggestion(
            from: Self.evidence(.number, "temperature_celsius", ["74.3 °F", "70 °F"]))
        #expect(
            other?.repairs.map(\.change) == [
                .expression("trim(replace(v, '°F', ''))"), .conversion(from: "degF", to: "degC"),
            ])
        let quote = UnitSuffixSuggestion.suggestion(
            from: Self.evidence(.number, "temperature_celsius", ["3'"]))
        #expect(quote?.repairs.map(\.change) == [.expression("trim(replace(v, '''', ''))")])
        let none = Self.evidence(.number, "temperature_celsius", ["12 of 20", "1.2.3"])
        #expect(UnitSuffixSuggestion.suggestion(from: none) == nil)
    }

    @Test(
        "day and month that changed places are put back",
        arguments: [
            (["2024-25-03 08:00:00"], "substr(v, 1, 5) || substr(v, 9, 2)"),
            (["03/25/2024 08:00", "01/13/2024"], "substr(v, 4, 2) || substr(v, 3, 1)"),
            (["3/25/2024 8:00", "10/25/2024 8:00"], "substr(substr(v, instr(v, '/') + 1), 1,"),
        ])
    func dayMonth(_ texts: [String], _ start: String) throws {
        let found = try #require(
            DayMonthSuggestion.suggestion(from: Self.evidence(.date, "timestamp", texts)))
        guard case .expression(let text)? = found.repairs.first?.change else {
            Issue.record("\(found)")
            return
        }
        #expect(text.hasPrefix(start))
        #expect(found.text.contains("days up to 12"))
    }

    @Test("what can be no day and month is left alone")
    func noDayMonth() {
        #expect(
            DayMonthSuggestion.suggestion(
                from: Self.evidence(.date, "timestamp", ["2024-25-33 08:00:00", "yesterday"]))
                == nil)
    }

    @Test(
        "a renamed column is found by likeness, by its beginning, or because it is the only one left",
        arguments: [
            ("temprature_celsius", "temprature_celsius"), ("Temp C", "Temp C"),
            ("reading", "reading"),
        ])
    func renamed(_ name: String, _ column: String) {
        var header = UniversityRecord.columns
        header[2] = name
        let found = Self.renamed(header)
        #expect(found?.renames == [ColumnRename(column: column, field: "temperature_celsius")])
    }

    private static func renamed(_ header: [String]) -> Suggestion? {
        RenamedColumnSuggestion.suggestion(
            header: header.map { Array($0.utf8) }, dataset: .university)
    }

    @Test("all columns that have other names are told at once, or none can be renamed")
    func severalRenamed() {
        var header = UniversityRecord.columns
        (header[0], header[10]) = ("time", "mood")
        let found = Self.renamed(header)
        #expect(
            found?.renames == [
                ColumnRename(column: "time", field: "timestamp"),
                ColumnRename(column: "mood", field: "mood_score"),
            ])
        header.remove(at: 2)
        let partly = Self.renamed(header)
        #expect(partly?.renames == [])
        #expect(partly?.text.hasSuffix("but no column is near temperature_celsius") == true)
    }

    @Test("an optional column that has another name is renamed with those that are required")
    func optionalRenamed() {
        var header = UniversityRecord.columns
        header[3] = "humid"
        #expect(
            Self.renamed(header) == nil)
        header[2] = "temp_c"
        let found = Self.renamed(header)
        #expect(
            found?.renames == [
                ColumnRename(column: "temp_c", field: "temperature_celsius"),
                ColumnRename(column: "humid", field: "humidity_percent"),
            ])
        #expect(found?.text.contains("humid is most likely humidity_percent") == true)
    }

    @Test("nothing is renamed where nothing is missing, or two could be meant")
    func notRenamed() {
        let header = UniversityRecord.columns.map { Array($0.utf8) }
        #expect(RenamedColumnSuggestion.suggestion(header: header, dataset: .university) == nil)
        var other = UniversityRecord.columns
        other[2] = "reading"
        other.append("value")
        #expect(
            RenamedColumnSuggestion.suggestion(
                header: other.map { Array($0.utf8) }, dataset: .university) == nil)
    }

    @Test("the best is the one that frees most, the earlier of equals")
    func best() {
        var first = Suggestion("a", repairs: [FieldRepair(field: "x", change: .value(""))])
        var second = first
        second.text = "b"
        #expect(SuggestionCatalog.best([first, second]) == nil)
        first.frees = 1
        second.frees = 2
        #expect(SuggestionCatalog.best([first, second])?.text == "b")
        first.frees = 2
        #expect(SuggestionCatalog.best([first, second])?.text == "a")
        #expect(SuggestionCatalog.best([Suggestion("c", repairs: [])])?.text == "c")
    }

    @Test(
        "how many are freed is counted where all were tried, and else reckoned from those that were"
    )
    func freed() {
        var suggestion = Suggestion("", repairs: [])
        (suggestion.frees, suggestion.of) = (48, 50)
        #expect(suggestion.freed(of: 50) == (48, false))
        #expect(suggestion.freed(of: 9_800) == (9_408, true))
        (suggestion.frees, suggestion.of) = (0, 0)
        #expect(suggestion.freed(of: 9_800) == (0, false))
    }

    @Test("every rule has a name of its own")
    func names() {
        #expect(Set(SuggestionCatalog.rules.map { $0.name }).count == SuggestionCatalog.rules.count)
    }
}
