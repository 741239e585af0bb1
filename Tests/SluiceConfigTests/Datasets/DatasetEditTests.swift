internal import SluiceConfig
internal import SluiceCore
internal import SluiceStore
internal import Testing

@Suite("Changing limits in a dataset file")
struct DatasetEditTests {
    private static let head = """
        # a garden
        name = "garden"   # its name
        [time]
        field = "t"
        [location]
        field = "bed"

        """

    private static func edited(_ field: String, _ change: RuleChange) throws -> String {
        let text = head + field
        let document = try TomlDocument(parsing: Array(text.utf8), file: "d.toml")
        let result = try DatasetEdit.text(of: document, changing: [change], expressions: .sql)
        let whole = String(decoding: result, as: UTF8.self)
        #expect(whole.hasPrefix(head))
        return String(whole.dropFirst(head.count))
    }

    @Test(
        "keeps every other byte, whatever form the table has",
        arguments: [
            (
                "[[schema.fields]]\nname = \"heat\" # °C\ntype = \"number\"\n"
                    + "constraints = { minimum = -5, maximum = 10.5 } # as of May\n",
                "[[schema.fields]]\nname = \"heat\" # °C\ntype = \"number\"\n"
                    + "constraints = { minimum = -8, maximum = 12.25 } # as of May\n"
            ),
            (
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "constraints = { required = true } # é\n[schema]\nmissingValues = [\"\"]",
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "constraints = { required = true, minimum = -8, maximum = 12.25 } # é\n"
                    + "[schema]\nmissingValues = [\"\"]"
            ),
            (
                "[[schema.fields]]\n  name = \"heat\" # é\n  type = \"number\"\n",
                "[[schema.fields]]\n  name = \"heat\" # é\n"
                    + "  constraints = { minimum = -8, maximum = 12.25 }\n  type = \"number\"\n"
            ),
            (
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "[schema.fields.constraints] # limits\nrequired = true\nminimum = 0x05",
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "[schema.fields.constraints] # limits\nmaximum = 12.25\nrequired = true\n"
                    + "minimum = -8"
            ),
            (
                "[[schema.fields]]\r\nname = \"heat\"\r\ntype = \"number\"\r\n"
                    + "constraints.minimum = 1_000 # k\r\naggregate = false\r\n",
                "[[schema.fields]]\r\nname = \"heat\"\r\ntype = \"number\"\r\n"
                    + "constraints.minimum = -8 # k\r\nconstraints.maximum = 12.25\r\n"
                    + "aggregate = false\r\n"
            ),
            (
                "[schema]\nfields = [\n  { name = \"heat\", type = \"number\" },\n]\n",
                "[schema]\nfields = [\n  { name = \"heat\", constraints = { minimum = -8, maximum = "
                    + "12.25 }, type = \"number\" },\n]\n"
            ),
            (
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\nconstraints = {}\n",
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "constraints = { minimum = -8, maximum = 12.25}\n"
            ),
        ])
    func keepsLayout(_ before: String, _ after: String) throws {
        let change = RuleChange(field: "heat", minimum: -8, maximum: 12.25)
        #expect(try Self.edited(before, change) == after)
    }

    @Test(
        "takes a limit away, with its comma or its line",
        arguments: [
            (
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "constraints = { minimum = 1, maximum = 2 , required = true }\n",
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "constraints = { required = true }\n"
            ),
            (
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "[schema.fields.constraints]\nminimum = 1 # low\nmaximum = 2\n",
                "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
                    + "[schema.fields.constraints]\n"
            ),
        ])
    func removesLimits(_ before: String, _ after: String) throws {
        let change = RuleChange(field: "heat", minimum: nil, maximum: nil)
        #expect(try Self.edited(before, change) == after)
    }

    @Test("the only limit of dotted keys can go while another comes")
    func dottedKeyGoes() throws {
        let head = "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
        let change = RuleChange(field: "heat", minimum: nil, maximum: 99)
        #expect(
            try Self.edited(head + "constraints.minimum = +10\n", change)
                == head + "constraints.maximum = 99\n")
    }

    @Test("changes nothing where the limits are those already")
    func noChange() throws {
        let text =
            "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\nconstraints = { minimum = 1e0 }\n"
        let same = RuleChange(field: "heat", minimum: 1, maximum: nil)
        #expect(try Self.edited(text, same) == text)
    }

    @Test("the written university dataset can be edited")
    func university() throws {
        let document = try TomlDocument(
            parsing: Array(DatasetWriter.text(of: .university).utf8), file: "u.toml")
        let changes = [
            RuleChange(field: "mood_score", minimum: -3, maximum: 5),
            RuleChange(field: "mental_health_status", minimum: 0, maximum: 2),
        ]
        let text = try DatasetEdit.text(of: document, changing: changes, expressions: .sql)
        let dataset = try DatasetSamples.read(String(decoding: text, as: UTF8.self))
        #expect(try dataset == Dataset.university.applying(changes))
    }

    @Test(
        "refuses what makes no sense",
        arguments: [
            (
                RuleChange(field: "heta", minimum: 0, maximum: 1),
                "d.toml: garden has no field heta: did you mean heat?"
            ),
            (
                RuleChange(field: "heat", minimum: 2, maximum: 1),
                "d.toml: the smallest value of heat is above the largest"
            ),
            (
                RuleChange(field: "kind", minimum: 2, maximum: 3),
                "d.toml: kind is no number: it has no limits"
            ),
        ])
    func refusals(_ change: RuleChange, _ message: String) throws {
        let field =
            "[[schema.fields]]\nname = \"heat\"\ntype = \"number\"\n"
            + "[[schema.fields]]\nname = \"kind\"\n"
        do {
            _ = try Self.edited(field, change)
            Issue.record("was accepted")
        } catch let error as ConfigurationError {
            #expect(error.description == message)
        }
    }
}
