import SluiceCore
import SluiceStore
import Testing

@Suite("An evaluator of repairs")
struct RepairEvaluatorTests {
    private static let columns = ["timestamp", "location_id", "temperature_celsius", "note"]

    private static func repaired(_ expression: String, _ cells: [String?]) throws -> String {
        let evaluator = try RepairEvaluator(
            expression, field: "temperature_celsius", columns: columns, dataset: .university)
        let bytes = cells.map { $0.map { Array($0.utf8) } }
        return String(decoding: try evaluator.evaluate(cells: bytes).get(), as: UTF8.self)
    }

    @Test(
        "makes the text of a cell",
        arguments: [
            ("(v - 32) * 5 / 9", " 212.0 ", "100"), ("v / 10", "235", "23.5"),
            ("replace(v, ',', '.')", "21,5", "21.5"), ("NULL", "-999", ""),
            ("rtrim(v, 'C')", "23.5C", "23.5"), ("note + 1", "x", "8"),
            ("iif(location_id = '101', 1, 2)", "", "1"), ("coalesce(humidity_percent, 3)", "", "3"),
            ("v", "1e300", "1e300"), ("v", " 20.50", " 20.50"), ("v", "+007", "+007"),
            ("v", " ", " "), ("abs(v)", "20.50", "20.50"), ("v", "n/a ", "n/a"),
            ("replace(v, ',', '.') * 10", "5,0", "50"), ("v * 2", "", ""),
            ("iif(v LIKE 'ERR%', 0, v)", "ERR7", "0"),
            ("CASE WHEN v = 'n/a' THEN 20 END", "n/a", "20"),
        ])
    func makesText(_ expression: String, _ cell: String, _ expected: String) throws {
        #expect(
            try Self.repaired(expression, ["2026-01-01 00:00:00", "101", cell, "7"]) == expected)
    }

    @Test(
        "does not take a text for the number it begins with",
        arguments: [
            ("v / 10", "abc"), ("(v - 32) / 1.8", "61.4 F"), ("v + 0", "5,5"), ("-v", "--"),
            ("CAST(v AS REAL)", "n/a"), ("round(temperature_celsius)", "7;1"),
        ])
    func textIsNoNumber(_ expression: String, _ cell: String) {
        let error = #expect(throws: ExpressionFailure.self) {
            try Self.repaired(expression, ["2026-01-01 00:00:00", "101", cell, "7"])
        }
        #expect(error?.description == "temperature_celsius is no number")
    }

    @Test("writes numbers with the decimal mark of the field")
    func decimalMark() throws {
        var dataset = Dataset.university
        let index = try #require(
            dataset.fields.firstIndex { $0.name == "temperature_celsius" })
        dataset.fields[index].decimalMark = UInt8(ascii: ",")
        let evaluator = try RepairEvaluator(
            "v / 10", field: "temperature_celsius", columns: Self.columns, dataset: dataset)
        let cell = try evaluator.evaluate(cells: [nil, nil, Array("23,5".utf8), nil]).get()
        #expect(String(decoding: cell, as: UTF8.self) == "2,35")
    }

    @Test("says which column a field that is not in the file may be")
    func unknownField() {
        #expect(throws: ExpressionProblem.self) {
            try RepairEvaluator(
                "v", field: "temprature_celsius", columns: Self.columns, dataset: .university)
        }
    }
}
