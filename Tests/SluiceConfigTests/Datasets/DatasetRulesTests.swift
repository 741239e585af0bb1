internal import SluiceConfig
internal import SluiceCore
internal import SluiceStore
internal import Testing

@Suite("Rules across fields in a dataset file")
struct DatasetRulesTests {
    private static func text(_ rules: String) -> String {
        """
        name = "garden"
        [time]
        field = "t"
        [location]
        field = "bed"
        [[schema.fields]]
        name = "heat"
        type = "number"
        [[schema.fields]]
        name = "dew"
        type = "number"
        \(rules)
        """
    }

    private func problems(_ rules: String) throws -> [String] {
        do throws(ConfigurationError) {
            _ = try DatasetReader.read(
                TomlDocument(parsing: Array(Self.text(rules).utf8), file: "d.toml"),
                expressions: .sql)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test("are read with severity and message")
    func reading() throws {
        let dataset = try DatasetSamples.read(
            Self.text(
                """
                [[rules]]
                name = "dew"
                expression = "dew <= heat"
                [[rules]]
                name = "bed"
                expression = "bed <> 'x' OR t > '2026'"
                severity = "warn"
                message = "bed x is closed"
                """))
        #expect(dataset.rules.map(\.name) == ["dew", "bed"])
        #expect(dataset.rules.map(\.severity) == [.reject, .warn])
        #expect(
            dataset.rules.map(\.effectiveMessage) == [
                "the rule dew does not hold", "bed x is closed",
            ])
    }

    @Test(
        "are refused with the place of the fault",
        arguments: [
            (
                "[[rules]]\nname = \"a\"\nexpression = \"dew <= heatt\"",
                "14:22: there is no field heatt: did you mean \"heat\"?"
            ),
            (
                "[[rules]]\nname = \"a\"\nexpression = '''\ndew\n  <= heatt'''",
                "16:6: there is no field heatt: did you mean \"heat\"?"
            ),
            (
                "[[rules]]\nname = \"é\"\nexpression = 'bed = \"é\" OR 1 > 0'",
                "14:21: there is no field é"
            ),
            (
                "[[rules]]\nname = \"a\"\nexpression = 'randm(dew)'",
                "14:15: there is no function randm here"
            ),
            ("[[rules]]\nname = \"a\"", "12:1: a rule without an expression"),
            ("[[rules]]\nexpression = \"dew\"", "12:1: a rule without a name"),
            (
                "[[rules]]\nname = \"a\"\nexpression = \"dew\"\nseverity = \"null\"",
                "15:12: the severity of a rule is \"reject\" or \"warn\""
            ),
            (
                "[[rules]]\nname = \"a\"\nexpresion = \"dew\"\nexpression = \"dew\"",
                "14:1: unknown key \"expresion\" in [rules]: did you mean \"expression\"?"
            ),
            (
                "[[rules]]\nname = \"a\"\nexpression = \"1\"\n"
                    + "[[rules]]\nname = \"a\"\nexpression = \"1\"",
                "16:8: the rule a is there already"
            ),
            ("[rules]\nname = \"a\"", "12:1: rules must be a list of tables, not a table"),
        ])
    func refusals(_ rules: String, _ problem: String) throws {
        #expect(try problems(rules) == ["d.toml:\(problem)"])
    }
}
