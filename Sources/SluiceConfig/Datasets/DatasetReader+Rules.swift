internal import SluiceCore

/// The cross-field rules.
extension DatasetReader {
    /// What `[[rules]]` says, for a dataset of which everything else is known.
    func readRules(_ tables: [TableReader], of dataset: Dataset) -> [CrossFieldRule] {
        var names: Set<String> = []
        return tables.enumerated().compactMap { index, table in
            var table = table
            defer { table.finish() }
            let name = table.text("name")
            let text = table.text("expression")
            let severity = table.choice("severity", Severity.self) ?? .reject
            let message = table.text("message") ?? ""
            if severity == .null {
                table.refuse("severity", "the severity of a rule is \"reject\" or \"warn\"")
            }
            if !table.has("name") { table.refuse("a rule without a name") }
            if !table.has("expression") { table.refuse("a rule without an expression") }
            guard let name, let text else { return nil }
            if name.isEmpty || !names.insert(name).inserted {
                table.refuse(
                    "name",
                    name.isEmpty ? "the name is empty" : "the rule \(name) is there already")
            }
            do throws(ExpressionProblem) {
                return CrossFieldRule(
                    name: name,
                    condition: try expressions.compile(text, fields: dataset.expressionFields),
                    severity: severity, message: message)
            } catch {
                problems.add(
                    place(of: error, in: text, ofRule: index), error.message,
                    suggestion: error.suggestion)
                return nil
            }
        }
    }

    /// Where in the file a fault of an expression is; the expression itself where escapes hide the place.
    private func place(
        of problem: ExpressionProblem, in text: String, ofRule index: Int
    ) -> TomlPosition? {
        let path = [TomlPathPart.key("rules"), .index(index), .key("expression")]
        guard let range = document.value(at: path)?.range else { return nil }
        guard let bytes = document.byteRange(of: range),
            let start = document.source[bytes].firstRange(of: text.utf8)?.lowerBound
        else { return range.begin }
        let before = document.source[
            bytes.lowerBound..<min(start + problem.offset, bytes.upperBound)]
        let lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let column = (lines.last ?? []).count { $0 & 0xC0 != 0x80 }
        return lines.count == 1
            ? TomlPosition(line: range.begin.line, column: range.begin.column + column)
            : TomlPosition(line: range.begin.line + lines.count - 1, column: column + 1)
    }
}
