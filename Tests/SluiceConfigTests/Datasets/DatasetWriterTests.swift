internal import SluiceConfig
internal import SluiceCore
internal import Testing

@Suite struct DatasetWriterTests {
    @Test func theUniversityDatasetIsWrittenAsItIsDocumented() {
        let lines = DatasetWriter.text(of: .university).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "formatVersion = 1")
        #expect(
            lines.contains("header = [\"timestamp\", \"location_id\", \"temperature_celsius\"]"))
        #expect(lines.contains("constraints = { required = true, minimum = 0, maximum = 5 }"))
        #expect(lines.filter { $0 == "[[schema.fields]]" }.count == 12)
    }

    @Test(arguments: [DatasetSamples.full, DatasetSamples.minimal()])
    func aWrittenDatasetReadsBackTheSame(text: String) throws {
        let dataset = try DatasetSamples.read(text)
        let written = DatasetWriter.text(of: dataset)
        #expect(try DatasetSamples.read(written) == dataset)
        #expect(DatasetWriter.text(of: try DatasetSamples.read(written)) == written)
    }

    @Test(
        arguments: [
            ("", nil), ("supersede = \"never\"", nil),
            ("supersede = \"sameName\"", SupersessionPolicy()),
            (
                "supersede = \"sameName\"\nrevisionMarks = [\"_v[0-9]*\", \"-corr*\"]",
                SupersessionPolicy(revisionMarks: ["_v[0-9]*", "-corr*"])
            ),
        ] as [(String, SupersessionPolicy?)])
    func supersessionReadsBackTheSame(policy: String, wanted: SupersessionPolicy?) throws {
        let dataset = try DatasetSamples.read(DatasetSamples.minimal(top: "[policy]\n\(policy)"))
        #expect(dataset.supersession == wanted)
        #expect(try DatasetSamples.read(DatasetWriter.text(of: dataset)) == dataset)
    }

    @Test(arguments: [-45_000, -12_600, 0, 60, 19_800])
    func offsetsReadBackTheSame(seconds: Int) throws {
        var dataset = Dataset.university
        dataset.time.utcOffsetSeconds = seconds
        #expect(try DatasetSamples.read(DatasetWriter.text(of: dataset)) == dataset)
    }

    @Test func oddTextsReadBackTheSame() throws {
        var dataset = Dataset.university
        dataset.title = "quote \" backslash \\ newline \n escape \u{1B}"
        dataset.dialect = Dialect(delimiter: 9, quote: nil)
        dataset.location = .fileName(pattern: try .compiled(#"a\d+"b'\.csv"#))
        dataset.fields.remove(at: 1)
        dataset.fields[1].constraints.minimum = 0.1 + 0.2
        dataset.fields[2].missingValues = []
        #expect(try DatasetSamples.read(DatasetWriter.text(of: dataset)) == dataset)
    }
}
