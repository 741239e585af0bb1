internal import SluiceConfig
import SluiceCore
import Testing

@Suite struct DatasetTests {
    private static let air = Dataset(
        name: "air", match: DatasetMatch(files: ["air_*.csv"], header: ["noted", "temp"]),
        dialect: Dialect(delimiter: UInt8(ascii: ";")), missingValues: ["", "-200"],
        fields: [
            DatasetField(
                "Temp", store: "temperature_celsius", aliases: ["T"], type: .number,
                constraints: FieldConstraints(minimum: -50, maximum: 60), unit: "degC",
                sourceUnit: "degF", conversion: .between("degF", and: "degC"),
                decimalMark: UInt8(ascii: ","), severities: [.range: .null, .number: .warn]),
            DatasetField(
                "place", type: .string, constraints: FieldConstraints(enumeration: ["In", "Out"]),
                severity: .warn),
            DatasetField("note", constraints: FieldConstraints(pattern: pattern("[a-zé]+"))),
            DatasetField("open", type: .boolean),
        ],
        time: TimeSource(fields: ["noted"], formats: ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]),
        location: .fileName(pattern: pattern("air_([a-z]+)\\.csv")))

    /// A pattern that compiles; one that does not matches nothing.
    private static func pattern(_ text: String) -> TextPattern {
        (try? .compiled(text)) ?? TextPattern(text, matches: { _ in false }, group: { _ in nil })
    }

    private func judge(_ text: String, name: String = "air_roof.csv") -> JudgedFile {
        JudgedFile(text, name: name, catalog: DatasetCatalog([Self.air]))
    }

    @Test func theUniversityDatasetIsThatOfTheContract() {
        let schema = Dataset.university.schema
        #expect(
            schema.columns.map(\.name) == [
                "temperature_celsius", "humidity_percent", "air_quality_index", "noise_level_db",
                "lighting_lux", "crowd_density", "stress_level", "sleep_hours", "mood_score",
                "mental_health_status",
            ])
        #expect(
            schema.columns.indices.filter { schema.columns[$0].kind == .integer } == [2, 5, 6, 9])
        #expect(schema.metrics == Array(0..<9))
        #expect(Dataset.university.problems.isEmpty)
        #expect(Self.air.problems.isEmpty)
    }

    @Test func hasNoMoreColumnsThanTheStoreGivesIt() throws {
        var wide = Self.air
        wide.fields = (0..<1024).map { DatasetField("c\($0)") } + [DatasetField("noted")]
        #expect(wide.problems.isEmpty)
        wide.fields += [DatasetField("last"), DatasetField("least")]
        let problem = try #require(wide.problems.first)
        #expect(problem.fieldIndex == 1025 && wide.problems.count == 1)
        #expect(problem.message.contains("at most 1024 fields") && problem.message.contains("1026"))
    }

    @Test func readsConvertsAndNamesCells() throws {
        let file = judge("noted;temp;place;note;open\n2024-05-01 08:00:00;50,0;In;é;TRUE\n")
        let row = try #require(file.rows.first)
        #expect(row.location == Array("roof".utf8))
        guard case .number(let celsius) = row.cells[0] else {
            Issue.record("no temperature")
            return
        }
        #expect(abs(celsius - 10) < 1e-12)
        #expect(row.cells[2...] == [.text(Array("é".utf8)), .integer(1)])
        #expect(file.judge.dataset?.name == "air")
    }

    @Test func declaredSeveritiesSpareTheRecord() {
        let head = "noted;T;place;note;open\n2024-05-01 08:00:00;"
        let nulled = judge(head + "500,0;Attic;;0\n")
        #expect(
            nulled.rows.first?.cells == [
                .missing, .text(Array("Attic".utf8)), .missing, .integer(0),
            ])
        #expect(nulled.soft.map(\.severity) == [.null, .warn])
        #expect(nulled.judge.counts.softened == 2)
        #expect(nulled.partials.values.first?.first?.count == 0)
        #expect(judge(head + "1.5;In;;\n").codes == [2: ["NUMBER"]])
        #expect(judge(head + ";In;UPPER;\n").codes == [2: ["PATTERN"]])
        #expect(judge(head + ";In;a;maybe\n").codes == [2: ["ENUM"]])
        #expect(judge(head + "-200;In;a;false\n").rows.first?.cells.first == .missing)
    }

    @Test func aFileBelongsWhereNameAndHeaderMatch() {
        let record = "\n2024-05-01 08:00:00;1"
        #expect(judge("noted;temp" + record).judge.dataset?.name == "air")
        #expect(judge("noted;temp" + record, name: "b.csv").judge.dataset?.name == "university")
        #expect(judge("when;heat" + record).judge.dataset?.name == "university")
        #expect(judge("noted;temp" + record, name: "air_7.csv").rejection?.first?.code == .header)
        #expect(
            JudgedFile(Sample.header, name: "air_x.csv", catalog: DatasetCatalog([Self.air]))
                .judge.dataset?.name == "university")
    }

    @Test func aRefusedFileIsOfTheDatasetThatKnowsMostOfItsHeader() {
        let record = "\n2024-05-01 08:00:00;1"
        var air = Self.air
        air.fields[0].constraints.isRequired = true
        let renamed = JudgedFile(
            "noted;heat;place" + record, name: "air_roof.csv", catalog: DatasetCatalog([air]))
        #expect(renamed.judge.dataset?.name == "air")
        #expect(renamed.rejection?.map(\.code) == [.header])
        #expect(renamed.rejection?.first?.message.contains("Temp") == true)
        // Where the glob does not match, and among equals, it is the fallback.
        #expect(judge("noted;heat" + record, name: "b.csv").judge.dataset?.name == "university")
        let foreign = "no,such,table\n1,2,3\n"
        #expect(judge(foreign).judge.dataset?.name == "university")
        #expect(judge("noted;heat" + record).judge.dataset?.name == "university")
        #expect(judge("location_id,timestamp,noted\n").judge.dataset?.name == "university")
    }

    @Test func joinsTheTimeOfSeveralFields() {
        let dataset = Dataset(
            name: "joined", fields: [DatasetField("v", type: .number)],
            time: TimeSource(
                fields: ["day", "clock"], separator: "T",
                formats: ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]),
            location: .constant("roof"))
        let catalog = DatasetCatalog([dataset])
        let file = JudgedFile(
            "clock,v,day\n08:00:00,1,2024-05-01\n25:00:00,x,2024-05-01\n,1, \n", catalog: catalog)
        #expect(file.rows.map(\.milliseconds) == [1_714_550_400_000])
        #expect(file.codes == [3: ["NUMBER", "DATE"], 4: ["NULL", "NULL"]])
    }

    @Test func triesTheFormatsInOrderAtAnOffset() {
        let dataset = Dataset(
            name: "rooms", fields: [DatasetField("temp", type: .integer)],
            time: TimeSource(
                fields: ["noted_date"], formats: ["%d-%m-%Y %H:%M", "%d/%m/%Y %H:%M", "epoch_s"],
                utcOffsetSeconds: 3600),
            location: .field("out/in"))
        let text =
            "noted_date,temp,out/in\r\n01-05-2024 09:00,37,Out\r\n1/5/2024 9:00,36,In\r\n"
            + "1714550400,35,In\r\n2024-05-01,1,In\r\n"
        let file = JudgedFile(text, catalog: DatasetCatalog([dataset]))
        #expect(file.rows.map(\.milliseconds) == Array(repeating: 1_714_550_400_000, count: 3))
        #expect(file.codes == [5: ["DATE"]])
        #expect(dataset.problems.isEmpty)
    }

    @Test func limitsTheFuture() {
        var dataset = Dataset.university
        dataset.futureToleranceSeconds = 3600
        let text = [
            Sample.header, Sample.record(1, "2024-05-01 08:00:00"),
            Sample.record(1, "2024-05-01 08:00:01"),
        ].joined(separator: "\n")
        let file = JudgedFile(
            Array(text.utf8), catalog: DatasetCatalog([], fallback: dataset),
            now: 1_714_550_400_000 - 3_600_000)
        #expect(file.codes == [3: ["FUTURE"]])
    }

    @Test func aTextThatIsTooLongForItsPatternIsHeldForIt() throws {
        var dataset = Self.air
        dataset.fields[2].constraints.pattern = TextPattern(
            "x*", matches: { $0.count > 3 ? nil : true }, group: { _ in nil })
        let file = JudgedFile(
            "noted;temp;place;note;open\n2024-05-01 08:00:00;50,0;In;xxxx;TRUE\n"
                + "2024-05-01 09:00:00;50,0;In;xxx;TRUE\n",
            name: "air_roof.csv", catalog: DatasetCatalog([dataset]))
        #expect(file.rows.count == 1)
        let finding = try #require(file.held.first?.findings.first)
        #expect(finding.code == .pattern && finding.message.contains("too long for the pattern"))
    }

    @Test func aFileWhoseNameGivesAnEmptyLocationIsRefused() throws {
        var dataset = Self.air
        dataset.location = .fileName(pattern: try .compiled("air_([a-z ]*)\\.csv"))
        for (name, isTaken) in [("air_roof.csv", true), ("air_.csv", false), ("air_ .csv", false)] {
            let file = JudgedFile(
                "noted;temp;place;note;open\n2024-05-01 08:00:00;50,0;In;é;TRUE\n", name: name,
                catalog: DatasetCatalog([], fallback: dataset))
            #expect(file.rows.count == (isTaken ? 1 : 0), "\(name)")
            #expect((file.rejection == nil) == isTaken, "\(name)")
        }
    }

    @Test func tellsItsContradictions() {
        var dataset = Self.air
        dataset.name = "data"
        dataset.time.formats = []
        dataset.fields[0].constraints.minimum = 70
        dataset.fields[1].store = "line"
        dataset.fields[3].name = "PLACE"
        dataset.keyFields = ["nothing"]
        dataset.location = .constant("")
        #expect(
            dataset.problems.map(\.key) == [
                "name", "time.formats", "location.constant", "schema.primaryKey", "constraints",
                "store", "name",
            ])
    }

    @Test func knowsTheColumnsOfItsKey() {
        var dataset = Dataset.university
        dataset.keyFields = ["timestamp", "location_id", "mood_score"]
        #expect(dataset.key.hasTime && dataset.key.hasLocation)
        #expect(dataset.key.columns == [8])
    }
}
