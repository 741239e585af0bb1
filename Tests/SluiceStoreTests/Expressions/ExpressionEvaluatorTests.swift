import SluiceCore
import SluiceStore
import Testing

@Suite("An evaluator of SQL expressions")
struct ExpressionEvaluatorTests {
    private static let fields = [
        ExpressionField(["temperature", "temp_c"], isNumeric: true),
        ExpressionField(["humidity"], isNumeric: true),
        ExpressionField(["place"], isNumeric: false),
        ExpressionField(["PM 2.5"], isNumeric: true),
    ]

    private static func value(
        _ text: String,
        _ values: [CellValue] = [.number(71.6), .integer(40), .text(Array("A".utf8))]
    ) throws -> ExpressionOutcome {
        try ExpressionEvaluator(text, fields: fields, itself: 0).evaluate(values)
    }

    private static func problem(_ text: String) -> ExpressionProblem? {
        do throws(ExpressionProblem) {
            _ = try ExpressionEvaluator(text, fields: fields, itself: 0)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "computes over named fields, numbers as numbers",
        arguments: [
            ("(humidity - 31) * 10 / 9", "10"), ("v * 10", "716"), ("temp_c", "71.6"),
            ("TEMPERATURE + humidity", "111.6"), ("humidity / 80", "0.5"),
            ("\"PM 2.5\"", ""), ("coalesce([PM 2.5], 7)", "7"),
            ("CASE WHEN place = 'A' THEN v / 100 ELSE v END", "0.716"),
            ("replace('21,5', ',', '.')", "21.5"), ("place || '-x'", "A-x"),
            ("CAST(v AS INTEGER)", "71"), ("round(v, 0)", "72"), ("v IN (1, 71.6, 3)", "1"),
            ("place COLLATE NOCASE = 'a'", "1"), ("'it''s'", "it's"), ("max(v, humidity)", "71.6"),
            ("v BETWEEN 0 AND 100\n", "1"), ("sqrt(humidity * 10)", "20"), ("1e3 * 2", "2000"),
        ])
    func computes(_ text: String, _ expected: String) throws {
        let outcome = try Self.value(text)
        #expect(outcome.cell.map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test("keeps a whole number exact that a double is not")
    func wholeNumbers() throws {
        let outcome = try Self.value("v", [.integer(9_007_199_254_740_993)])
        #expect(outcome == .value(.integer(9_007_199_254_740_993)))
    }

    @Test(
        "refuses everything but one pure expression",
        arguments: [
            ("random()", 0), ("v + randomblob(9)", 4), ("load_extension('x')", 0),
            ("printf('%999999999d', 1)", 0), ("format('%d', 1)", 0), ("zeroblob(1000000000)", 0),
            ("(SELECT 1)", 1), ("v IN (SELECT 1)", 6), ("EXISTS (VALUES (1))", 0),
            ("1) FROM sqlite_master --", 22), ("1) FROM (x", 1), ("1 FROM sqlite_schema", 2),
            ("v; DROP TABLE x", 1),
            ("v -- c", 2), ("v /* c", 2), ("?1", 0), (":a", 0), ("@a", 0), ("$a", 0),
            ("CURRENT_TIMESTAMP", 0), ("max(v) OVER ()", 7), ("count(*)", 0), ("((v)", 0),
            ("v)", 1), ("'open", 0), ("\"open", 0), ("", 0), ("  ", 0), ("date('now')", 0),
            ("raise(ABORT, 'x')", 0), ("sqlite_version()", 0), ("v LIMIT 1", 2),
            ("'a' REGEXP v", 4),
            ("a\u{0}b", 1), ("fts5(v)", 0), ("char(99)", 0), ("group_concat(v)", 0),
        ])
    func refuses(_ text: String, _ offset: Int) {
        #expect(Self.problem(text)?.offset == offset, "\(String(describing: Self.problem(text)))")
    }

    @Test(
        "points at a fault and says what was probably meant",
        arguments: [
            ("v + humdity", 4, "there is no field humdity: did you mean humidity?"),
            ("v + rond(v)", 4, "there is no function rond here: did you mean round?"),
            ("v + \"nothing\"", 4, "there is no field nothing"),
            ("v + + * 2", 6, "near \"*\": syntax error"),
            ("v +", 3, "the expression ends too early"),
        ])
    func points(_ text: String, _ offset: Int, _ message: String) throws {
        let problem = try #require(Self.problem(text))
        #expect(problem.offset == offset)
        #expect(problem.description == message)
    }

    @Test("shows the line of the fault with a caret, wide letters before it counted as letters")
    func pointer() {
        let text = "v +\n  'é' || humdity"
        let problem = ExpressionProblem(offset: text.utf8.count - 7, "there is no field humdity")
        #expect(problem.pointer(in: text) == ["  'é' || humdity", "         ^"])
    }

    @Test(
        "every division is one of real numbers",
        arguments: [
            ("(humidity - 31) * 10/9", "10"), ("1/4", "0.25"), ("9/2/2", "2.25"),
            ("-7/2 + 1 / 2", "-3"), ("replace('12 C', ' C', '')/5", "2.4"),
            ("'1/4' || 'x'", "1/4x"),
            ("6/3", "2"), ("17 % 5/2", "1"),
        ])
    func divisions(_ text: String, _ expected: String) throws {
        #expect(
            try Self.value(text).cell.map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test("fails for one record and goes on with the next")
    func failures() throws {
        let evaluator = try ExpressionEvaluator(
            "abs(CAST(place AS INTEGER))", fields: Self.fields)
        let lowest = Array("-9223372036854775808".utf8)
        #expect(
            evaluator.evaluate([.missing, .missing, .text(lowest)]) == .failed("integer overflow"))
        #expect(
            evaluator.evaluate([.missing, .missing, .text(Array("-5".utf8))])
                == .value(.integer(5)))
    }

    @Test("a text that grows without bounds is stopped")
    func growth() throws {
        var text = "'xxxxxxxxxxxxxxxx'"
        for _ in 0..<20 { text = "replace(\(text), 'x', 'xxxxxxxxxxxxxxxx')" }
        guard case .failed = try Self.value(text) else {
            Issue.record("a text of 16²¹ bytes was made")
            return
        }
    }

    @Test("many records do not use up the steps of one")
    func steps() throws {
        let list = (0..<200).map(String.init).joined(separator: ", ")
        let evaluator = try ExpressionEvaluator(
            "v IN (\(list), place)", fields: Self.fields, itself: 0)
        for _ in 0..<2_000 {
            let outcome = evaluator.evaluate([.number(7), .missing, .text([0x78])])
            guard outcome == .value(.integer(1)) else {
                Issue.record("\(outcome)")
                return
            }
        }
    }

    @Test("NULL and failures are not false; zero is")
    func truth() throws {
        #expect(try Self.value("v > 100").isFalse)
        #expect(try !Self.value("v < 100").isFalse)
        #expect(try !Self.value("v < \"PM 2.5\"").isFalse)
        #expect(!ExpressionOutcome.failed("x").isFalse)
        // A text is as true as SQL takes it.
        for text in ["", "0", " 0.0", "-0", "00x", "abc", "-", ".", "1", "0.01", ".5", "-1x", "5"] {
            let isTrue =
                try Self.value("CASE WHEN '\(text)' THEN 1 ELSE 0 END") == .value(.integer(1))
            #expect(try Self.value("'\(text)'").isFalse == !isTrue, "\(text)")
        }
    }

    @Test("a compiled expression is a value that threads can compute each on their own")
    func compiler() throws {
        let expression = try ExpressionCompiler.sql.compile("v * 2", fields: Self.fields, itself: 1)
        let again = try ExpressionCompiler.sql.compile("v * 2", fields: Self.fields, itself: 1)
        #expect(expression == again)
        let first = expression.evaluation()
        let second = expression.evaluation()
        #expect(first([.missing, .integer(4)]) == .value(.number(8)))
        #expect(second([.missing, .integer(5)]) == .value(.number(10)))
        #expect(throws: ExpressionProblem.self) {
            try ExpressionCompiler.sql.compile("w * 2", fields: Self.fields)
        }
    }
}
