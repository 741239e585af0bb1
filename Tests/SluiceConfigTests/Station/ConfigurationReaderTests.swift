internal import SluiceConfig
internal import SluiceCore
internal import Testing

@Suite struct ConfigurationReaderTests {
    private func read(
        _ text: String = "", environment: [String: String] = [:], flags: [String: String] = [:]
    ) throws -> ResolvedConfiguration {
        let file = try TomlDocument(parsing: Array(text.utf8), file: "sluice.toml")
        return try ConfigurationReader.read(file: file, environment: environment, flags: flags)
    }

    private func problems(_ text: String) throws -> [String] {
        try #require(throws: ConfigurationError.self) { try read(text) }
            .problems.map(\.description)
    }

    @Test func withoutAnySourceTheDefaultsHold() throws {
        let resolved = try ConfigurationReader.read(file: nil)
        #expect(resolved.configuration == StationConfiguration())
        #expect(resolved.settings.allSatisfy { $0.origin == .defaultValue })
        #expect(resolved.configuration.inbox.rescanInterval == .seconds(1))
        #expect(resolved.configuration.retry.schedule.delaysSeconds == [5, 10, 20])
        #expect(resolved.configuration.limits.fileBytes == 4 << 30)
    }

    @Test func theFileSetsEveryKindOfValue() throws {
        let configuration = try read(
            """
            mode = "strict"
            timeZone = "local"
            [directories]
            inbox = "in"
            [inbox]
            rescanInterval = 0.5
            settleClosed = "50ms"
            [retry]
            delays = ["1s", 2]
            [limits]
            file = "1GiB"
            record = 2048
            field = 1024
            columns = 10
            [alerts]
            errorRate = 2.5
            errorRateFor = "2min"
            [log]
            format = "json"
            [keys]
            help = "F1"
            """
        ).configuration
        #expect(configuration.mode == .strict)
        #expect(configuration.timeZone == .local)
        #expect(configuration.directories.inbox == "in")
        #expect(configuration.inbox.rescanInterval == .milliseconds(500))
        #expect(configuration.inbox.settleClosed == .milliseconds(50))
        #expect(configuration.retry.delays == [.seconds(1), .seconds(2)])
        #expect(configuration.limits.fileBytes == 1 << 30)
        #expect(configuration.limits.recordBytes == 2048)
        #expect(configuration.limits.columns == 10)
        #expect(configuration.alerts.errorRatePercent == 2.5)
        #expect(configuration.alerts.errorRateFor == .seconds(120))
        #expect(configuration.logFormat == .json)
        #expect(configuration.keys == ["help": "F1"])
    }

    @Test func flagsBeatTheEnvironmentWhichBeatsTheFile() throws {
        let text = "mode = \"strict\"\ntheme = \"nord\"\ntimeZone = \"local\"\n"
        let resolved = try read(
            text, environment: ["SLUICE_THEME": "mono", "SLUICE_TIME_ZONE": "UTC"],
            flags: ["--time-zone": "local"])
        #expect(resolved.configuration.theme == "mono")
        #expect(resolved.configuration.timeZone == .local)
        let origins = Dictionary(
            uniqueKeysWithValues: resolved.settings.map { ($0.option.key, $0.origin.description) })
        #expect(origins["mode"] == "sluice.toml:1")
        #expect(origins["theme"] == "SLUICE_THEME")
        #expect(origins["timeZone"] == "--time-zone")
        #expect(origins["limits.file"] == "default")
    }

    @Test func anUnknownKeyIsRefusedWithItsPlaceAndASuggestion() throws {
        #expect(
            try problems("\nmoed = 1\n[inbox]\n  rescanIntervall = 1\n[limit]\n") == [
                "sluice.toml:2:1: unknown key \"moed\": did you mean \"mode\"?",
                "sluice.toml:4:3: unknown key \"rescanIntervall\" in [inbox]: "
                    + "did you mean \"rescanInterval\"?",
                "sluice.toml:5:2: unknown key \"limit\": did you mean \"limits\"?",
            ])
        #expect(
            try problems("rescanInterval = 1") == [
                "sluice.toml:1:1: unknown key \"rescanInterval\": "
                    + "did you mean \"inbox.rescanInterval\"?"
            ])
        #expect(try problems("\"log.format\" = \"json\"").count == 1)
    }

    @Test func aWrongValueIsRefusedWithItsPlaceAndWhatIsExpected() throws {
        #expect(
            try problems("mode = \"strickt\"") == [
                "sluice.toml:1:8: mode must be \"record\" or \"strict\": did you mean \"strict\"?"
            ])
        #expect(
            try problems("[inbox]\nrescanInterval = \"1 sec\"") == [
                "sluice.toml:2:18: inbox.rescanInterval must be a duration such as \"200ms\" or "
                    + "\"1s\", from 100ms to 3600s"
            ])
        #expect(
            try problems("inbox = 3") == ["sluice.toml:1:9: inbox is a table, not a whole number"])
        for text in [
            "[limits]\ncolumns = 0", "[limits]\nfile = -1", "[limits]\nfile = 1.5",
            "[alerts]\nerrorRate = nan", "[alerts]\nerrorRate = 101", "theme = \"../x\"",
            "[retry]\ndelays = []", "[retry]\ndelays = [\"x\"]", "[keys]\nhelp = 1",
            "[directories]\ninbox = \"\"", "mode = true", "[inbox]\nsettleQuiet = inf",
        ] {
            #expect(try problems(text).count == 1, "\(text)")
        }
    }

    @Test func aTableOfTextsNamesTheEntryThatIsNone() throws {
        #expect(
            try problems("[keys]\nhelp = \"F1\"\nfreeze = 5\n") == [
                "sluice.toml:3:10: keys.freeze must be a text, not a whole number"
            ])
    }

    @Test func wrongValuesOfTheEnvironmentAndOfFlagsNameTheirSource() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try read(environment: ["SLUICE_MODE": "x"], flags: ["--mode": "y", "--moode": "z"])
        }
        #expect(
            error.problems.map(\.description) == [
                "SLUICE_MODE: mode must be \"record\" or \"strict\"",
                "--mode: mode must be \"record\" or \"strict\"",
                "--moode: no setting has this flag: did you mean \"--mode\"?",
            ])
    }

    @Test func anUnknownVariableIsAWarning() throws {
        let resolved = try read(
            environment: ["SLUICE_MOD": "strict", "SLUICE_CRASHPOINT": "x:1", "HOME": "/"])
        #expect(
            resolved.warnings.map(\.description) == [
                "SLUICE_MOD: no setting has this variable: did you mean \"SLUICE_MODE\"?"
            ])
    }

    @Test func listsComeFromVariablesSeparatedByCommas() throws {
        let resolved = try read(environment: ["SLUICE_RETRY_DELAYS": "1s, 200ms"])
        #expect(resolved.configuration.retry.delays == [.seconds(1), .milliseconds(200)])
    }

    @Test(arguments: [
        "[directories]\narchive = \"./data/\"", "[directories]\nstore = \"data/processed\"",
        "[limits]\nfield = \"2MiB\"",
    ])
    func settingsThatContradictEachOtherAreRefused(text: String) throws {
        let found = try problems(text)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("sluice.toml:2:") == true)
    }

    @Test func theWrittenConfigurationReadsBackTheSame() throws {
        let resolved = try read(
            "mode = \"strict\"\n[keys]\n\"a b\" = \"^X\"\n[inbox]\nsettleClosed = 0.123\n"
                + "[retry]\ndelays = [1, 2.5]")
        #expect(try read(resolved.tomlText).configuration == resolved.configuration)
    }
}
