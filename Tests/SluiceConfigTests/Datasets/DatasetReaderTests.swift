internal import SluiceConfig
internal import SluiceCore
internal import Testing

@Suite struct DatasetReaderTests {
    private func problems(_ text: String) throws -> [String] {
        try #require(throws: ConfigurationError.self) { try DatasetSamples.read(text) }
            .problems.map(\.description)
    }

    @Test func everyKeyIsRead() throws {
        let dataset = try DatasetSamples.read(DatasetSamples.full)
        #expect(dataset.name == "station")
        #expect(dataset.title == "A \"station\"")
        #expect(dataset.dataSource == "roof")
        #expect(dataset.match == DatasetMatch(files: ["st*.csv", "x.csv"], header: ["Date"]))
        #expect(
            dataset.dialect == Dialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'")))
        #expect(
            dataset.time
                == TimeSource(
                    fields: ["Date", "Time"], separator: "T", formats: ["%d/%m/%Y %H:%M:%S"],
                    utcOffsetSeconds: 5400))
        #expect(dataset.location == .fileName(pattern: try .compiled("st(.+)\\.csv")))
        #expect(dataset.duplicates == .skip)
        #expect(dataset.futureToleranceSeconds == 300)
        #expect(dataset.missingValues == ["", "NA"])
        #expect(dataset.keyFields == ["Date", "Time"])
        #expect(
            dataset.fields == [
                DatasetField("Date"),
                DatasetField(
                    "T (F)", store: "temperature_celsius", aliases: ["T", "Temp"], type: .number,
                    constraints: FieldConstraints(isRequired: true, minimum: -40, maximum: 60.5),
                    unit: "degC", sourceUnit: "degF",
                    conversion: LinearConversion(factor: 5, offset: -160, divisor: 9),
                    decimalMark: UInt8(ascii: ","), missingValues: ["-99"], severity: .null,
                    severities: [.range: .warn]),
                DatasetField(
                    "level", type: .integer,
                    constraints: FieldConstraints(enumeration: ["1", "2", "2.5"]),
                    conversion: LinearConversion(factor: 2, offset: 0.5),
                    decimalMark: UInt8(ascii: ","), isAggregated: false),
                DatasetField(
                    "kind", constraints: FieldConstraints(pattern: try .compiled("[a-z]+\\d"))),
            ])
    }

    @Test func theUniversityExampleIsTheCompiledInDataset() throws {
        let text = DatasetWriter.text(of: .university)
        #expect(try DatasetSamples.read(text) == .university)
    }

    @Test func everythingLeftOutHasItsDefault() throws {
        let dataset = try DatasetSamples.read(DatasetSamples.minimal())
        #expect(
            dataset
                == Dataset(
                    name: "small", fields: [DatasetField("v", type: .number)],
                    time: TimeSource(
                        fields: ["t"], formats: ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]),
                    location: .constant("here")))
    }

    @Test func unknownKeysAreRefusedWithPlaceAndSuggestion() throws {
        #expect(
            try problems(
                DatasetSamples.minimal(
                    top: "titel = 1\n[match]\nfile = []",
                    field: "unti = \"m\"\nconstraints = { min = 1, requierd = true }"))
                == [
                    "d.toml:2:1: unknown key \"titel\": did you mean \"title\"?",
                    "d.toml:4:1: unknown key \"file\" in [match]: did you mean \"files\"?",
                    "d.toml:11:1: unknown key \"unti\" in [schema.fields]: did you mean \"unit\"?",
                    "d.toml:12:17: unknown key \"min\" in [schema.fields.constraints]",
                    "d.toml:12:26: unknown key \"requierd\" in [schema.fields.constraints]: "
                        + "did you mean \"required\"?",
                ])
    }

    @Test(arguments: [
        (
            "type = \"nubmer\"",
            "9:8: schema.fields.type must be one of \"string\", \"number\", "
                + "\"integer\", \"datetime\", \"boolean\": did you mean \"number\"?"
        ),
        (
            "constraints = { minimum = \"1\" }",
            "9:27: schema.fields.constraints.minimum must be a finite number, not a text"
        ),
        (
            "constraints = { maximum = inf }",
            "9:27: schema.fields.constraints.maximum must be a finite number, not a number"
        ),
        ("aliases = \"x\"", "9:11: schema.fields.aliases must be a list of texts, not a text"),
        ("constraints = 1", "9:15: schema.fields.constraints must be a table, not a whole number"),
        ("rate = { maximum = 1 }", "9:1: schema.fields.rate is not supported by this version"),
        (
            "decimalChar = \",,\"",
            "9:15: schema.fields.decimalChar must be one ASCII character, not a text"
        ),
        (
            "type = \"number\"\nunit = \"degC\"\nsourceUnit = \"degf\"",
            "11:14: no conversion from \"degf\" is known: give factor and offset: "
                + "did you mean \"degF\"?"
        ),
        (
            "type = \"number\"\nunit = \"hPa\"\nsourceUnit = \"K\"",
            "10:8: \"K\" cannot be converted to \"hPa\": name a unit such as K, degC, degF, °C, "
                + "or give factor and offset"
        ),
        (
            "severities = { RANGES = \"warn\" }",
            "9:16: unknown key \"RANGES\" in [schema.fields.severities]: did you mean \"RANGE\"?"
        ),
    ])
    func aWrongValueOfAFieldIsRefusedWithItsPlace(field: String, problem: String) throws {
        #expect(try problems(DatasetSamples.minimal(field: field)) == ["d.toml:\(problem)"])
    }

    @Test(arguments: [
        "formatVersion = 2", "[dialect]\nheader = false", "[dialect]\nencoding = \"latin-1\"",
        "[dialect]\ndelimiter = \"\\n\"", "[dialect]\ndelimiter = \"\\\"\"",
        "[shape]\nkind = \"long\"", "[schema]\nfieldsMatch = \"exact\"",
        "[policy]\nduplicateKey = \"drop\"", "[policy]\nfutureTolerance = \"0.5s\"",
        "[dialect]\nskipBlankRows = true", "[policy]\nextraFields = \"hold\"",
        "[policy]\nsupersede = \"newest\"", "[policy]\nrevisionMarks = [\"_v*\"]",
        "[policy]\nsupersede = \"never\"\nrevisionMarks = [\"_v*\"]",
        "[policy]\nsupersede = \"sameName\"\nduplicateKey = \"skip\"",
        "[policy]\nsupersede = \"sameName\"\nrevisionMarks = [\"\"]",
    ])
    func whatCannotBeObeyedIsRefused(top: String) throws {
        // The fields stand in [schema] too, so a [schema] of the test must not come twice.
        let text = DatasetSamples.minimal(top: top)
        #expect(try problems(text).count == 1)
    }

    @Test(arguments: [
        ("[location]\nfield = \"a\"\nconstant = \"b\"", "5:2"), ("[location]", "5:2"),
        ("[location]\nfields = [\"a\"]", "5:2"), ("", "1:1"),
    ])
    func exactlyOneLocationMustBeGiven(location: String, place: String) throws {
        let found = try problems(DatasetSamples.minimal(location: location))
        #expect(found.first?.hasPrefix("d.toml:\(place): ") == true)
    }

    @Test func anEmptyFileSaysWhatIsMissing() throws {
        #expect(
            try problems("") == [
                "d.toml:1:1: the key name is missing",
                "d.toml:1:1: the table [time] is missing",
                "d.toml:1:1: the table [location] is missing",
            ])
    }

    @Test func contradictionsStandAtTheKeyTheyAreAbout() throws {
        let found = try problems(
            """
            name = "Small"
            [time]
            field = "t"
            formats = ["%Y", "nonsense"]
            [location]
            constant = "here"
            [policy]
            duplicateKey = "skip"
            [schema]
            primaryKey = ["t", "c"]
            [[schema.fields]]
            name = "a"
            [[schema.fields]]
            name = "b"
            constraints = { minimum = 1 }
            """)
        let places = found.map { $0.split(separator: " ")[0] }
        #expect(places.contains("d.toml:1:1:"))
        #expect(places.contains("d.toml:4:1:"))
        #expect(places.contains("d.toml:10:1:"))
        #expect(places.contains("d.toml:15:1:"))
    }

    @Test func patternsThatAreNoneAreTold() throws {
        let text = DatasetSamples.minimal(field: "constraints = { pattern = \"a(\" }")
            .replacing("constant = \"here\"", with: "fileName = \"[\"")
        let found = try problems(text)
        #expect(found.count == 2)
        #expect(
            found.contains {
                $0.contains("constraints.pattern is not a regular expression")
                    && $0.contains("missing ): a(")
            })
        #expect(found.contains { $0.contains("location.fileName is not a regular expression") })
    }

    @Test(arguments: ["Europe/Rome", "+1:00", "+01:60", "+19:00", "01:00", ""])
    func aZoneThatIsNoFixedOffsetIsRefused(zone: String) throws {
        let text = DatasetSamples.minimal().replacing(
            "field = \"t\"", with: "field = \"t\"\ntimezone = \"\(zone)\"")
        #expect(try problems(text).first?.contains("fixed offset") == true)
    }
}
