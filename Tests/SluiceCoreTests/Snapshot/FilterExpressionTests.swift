import SluiceCore
import Testing

@Suite struct FilterExpressionTests {
    typealias Term = FilterExpression.Term

    @Test(
        arguments: [
            ("", []),
            (" \t ", []),
            ("RANGE", [Term(test: .contains("range"))]),
            (
                "!RANGE mood",
                [
                    Term(isNegated: true, test: .contains("range")), Term(test: .contains("mood")),
                ]
            ),
            ("!!x", [Term(test: .contains("x"))]),
            ("field:Mood", [Term(column: "field", test: .contains("mood"))]),
            (
                "!field:mood_score",
                [
                    Term(isNegated: true, column: "field", test: .contains("mood_score"))
                ]
            ),
            (">1.5", [Term(test: .compare(.above, 1.5))]),
            (
                "line:>=31 bad:<2e3",
                [
                    Term(column: "line", test: .compare(.atLeast, 31)),
                    Term(column: "bad", test: .compare(.below, 2_000)),
                ]
            ),
            ("value:=-88.1", [Term(column: "value", test: .compare(.equal, -88.1))]),
            ("12:04:33", [Term(test: .contains("12:04:33"))]),
            ("\"two words\"", [Term(test: .contains("two words"))]),
            ("field:\"a b", [Term(column: "field", test: .contains("a b"))]),
            ("\">1.5\"", [Term(test: .contains(">1.5"))]),
            ("\"!x\"", [Term(test: .contains("!x"))]),
            ("\"a:b\"", [Term(test: .contains("a:b"))]),
            ("err%:>3", [Term(column: "err%", test: .compare(.above, 3))]),
            ("Ünit:Ä", [Term(column: "ünit", test: .contains("ä"))]),
        ] as [(String, [Term])])
    func aFilterIsRead(text: String, terms: [Term]) throws {
        #expect(try FilterExpression(text).terms == terms)
    }

    @Test(arguments: [
        "!", "field:", "!field:", "\"\"", ">", ">abc", ">=", "a:<", "=nan", "<inf", ">0x10",
        ">1e999", "ok >--1", String(repeating: "x ", count: 33),
    ])
    func whatIsNoFilterIsSaid(text: String) {
        #expect(throws: FilterProblem.self) { try FilterExpression(text) }
    }

    @Test func noTextIsAFault() {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array(
            "!!::\"\"><=>= \t.0159eE+-abZé日\u{301}\u{202E}\u{0}\r\n🇩🇪".unicodeScalars)
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<random.below(24) {
                text.unicodeScalars.append(alphabet[random.below(alphabet.count)])
            }
            guard let filter = try? FilterExpression(text) else { continue }
            for term in filter.terms {
                switch term.test {
                case .contains(let part): #expect(!part.isEmpty)
                case .compare(_, let number): #expect(number.isFinite)
                }
            }
        }
    }
}
