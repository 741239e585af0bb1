import SluiceCore
import Testing

@Suite("Suggestions for further fields")
struct SuggestionRuleTests {
    /// Evidence of records that have other texts in one column.
    private static func evidence(
        _ code: FindingCode, _ column: String, _ texts: [String], dataset: Dataset = .university
    ) -> SuggestionEvidence {
        let index = UniversityRecord.columns.firstIndex(of: column)
        return SuggestionEvidence(
            dataset: dataset, code: code, columns: UniversityRecord.columns, column: index,
            records: texts.map { text in
                var cells = UniversityRecord.good
                if let index { cells[index] = text }
                return SuggestionEvidence.Record(
                    cells: cells.map { Array($0.utf8) }, location: "104")
            })
    }

    private static func commas(_ dataset: Dataset) -> Dataset {
        var dataset = dataset
        for index in dataset.fields.indices {
            dataset.fields[index].decimalMark = UInt8(ascii: ",")
        }
        return dataset
    }

    @Test(
        "a rule repairs another field only where good cells stay",
        arguments: [
            (FindingCode.number, ["40,5"], "iif(instr(v, ','), replace(v, ',', '.'), v)"),
            (
                .number, ["1.040,5"],
                "iif(instr(v, ','), replace(replace(v, '.', ''), ',', '.'), v)"
            ),
            (.number, ["40.5 %"], "iif(substr(v, -1) = '%', trim(replace(v, '%', '')), v)"),
            (.number, ["40.5pct"], "iif(substr(v, -3) = 'pct', trim(replace(v, 'pct', '')), v)"),
            (.range, ["-999", "-999"], "iif(v = -999, '', v)"),
            (.range, ["-999.90", "-999.90"], "iif(v = -999.9, '', v)"),
            (.number, ["N/A"], "iif(v = 'N/A', '', v)"),
            (.range, ["168"], nil), (.number, ["abc", "def"], nil),
        ] as [(FindingCode, [String], String?)])
    func elsewhere(_ code: FindingCode, _ texts: [String], _ expression: String?) {
        let evidence = Self.evidence(code, "humidity_percent", texts)
        let found = SuggestionCatalog.rules.compactMap { $0.repairElsewhere(from: evidence) }
        #expect(
            found
                == (expression.map {
                    [FieldRepair(field: "humidity_percent", change: .expression($0))]
                } ?? []))
    }

    @Test("a number is given to SQL with a point, whatever the mark of the field")
    func decimalMark() {
        let dataset = Self.commas(.university)
        #expect(
            DecimalCommaSuggestion.repairElsewhere(
                from: Self.evidence(.number, "humidity_percent", ["40.5"], dataset: dataset))
                == FieldRepair(
                    field: "humidity_percent",
                    change: .expression(
                        "iif(typeof(v) = 'text' AND instr(v, '.'), replace(v, '.', ','), v)")))
    }

    @Test("nothing is converted in another field, and what is required is not emptied")
    func none() {
        for (code, column, text) in [
            (FindingCode.number, "temperature_celsius", "74.3 °F"), (.range, "mood_score", "-999"),
            (.range, "temperature_celsius", "290.4"),
        ] {
            let evidence = Self.evidence(code, column, [text, text])
            #expect(
                SuggestionCatalog.rules.allSatisfy { $0.repairElsewhere(from: evidence) == nil })
        }
    }

    @Test("further fields join the repair of the rule that knows their fault")
    func together() throws {
        var evidence = Self.evidence(.number, "temperature_celsius", ["21,5"])
        #expect(SuggestionCatalog.candidates(from: evidence).allSatisfy { $0.together == nil })
        let names = [
            "humidity_percent", "noise_level_db", "lighting_lux", "sleep_hours", "mood_score",
        ]
        for (count, words) in [
            (1, "humidity_percent"), (2, "humidity_percent and noise_level_db"),
            (3, "humidity_percent, noise_level_db and lighting_lux"),
            (5, "humidity_percent, noise_level_db and 3 more"),
        ] {
            evidence.further =
                names.prefix(count).map { Self.evidence(.number, $0, ["1,5"]) }
                + [Self.evidence(.range, "air_quality_index", ["-999"])]
            let found = try #require(SuggestionCatalog.candidates(from: evidence).first)
            #expect(found.alone.text == "decimal comma: 21,5 is 21.5")
            #expect(found.together?.text == "decimal comma: 21,5 is 21.5; so in \(words)")
            #expect(
                found.together?.repairs.map(\.field)
                    == ["temperature_celsius"] + names.prefix(count))
            #expect(found.together?.repairs.first == found.alone.repairs.first)
        }
    }
}
