internal import SluiceConfig
internal import Testing

@Suite struct ConfigurationOptionTests {
    @Test func keysVariablesAndFlagsAreUnique() {
        let options = ConfigurationOption.catalog
        #expect(Set(options.map(\.key)).count == options.count)
        let variables = options.compactMap(\.environment)
        #expect(Set(variables).count == variables.count)
        let flags = options.compactMap(\.flag)
        #expect(Set(flags).count == flags.count)
    }

    @Test func everyEntryIsDocumented() {
        for option in ConfigurationOption.catalog {
            #expect(!option.documentation.isEmpty && !option.documentation.hasSuffix("."))
            #expect(!option.expectation.isEmpty)
        }
    }

    @Test func variablesAreDerivedFromKeys() {
        #expect(
            ConfigurationOption.named("inbox.rescanInterval")?.environment
                == "SLUICE_INBOX_RESCAN_INTERVAL")
        #expect(ConfigurationOption.named("keys")?.environment == nil)
    }

    @Test func everyDefaultIsAnAcceptedValue() throws {
        for option in ConfigurationOption.catalog where option.key != "keys" {
            let parts = option.key.split(separator: ".")
            let table = parts.count > 1 ? "[\(parts[0])]\n" : ""
            let text = "\(table)\(parts[parts.count - 1]) = \(option.defaultText)\n"
            let document = try TomlDocument(parsing: Array(text.utf8), file: "a")
            let resolved = try ConfigurationReader.read(file: document)
            #expect(resolved.configuration == StationConfiguration(), "\(option.key)")
        }
    }
}
