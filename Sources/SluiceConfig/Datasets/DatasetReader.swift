package import SluiceCore

/// Reads a dataset file: TOML with the vocabulary of Frictionless Table Schema and Dialect, and what sensors need.
///
/// Everything that is wrong with a file is reported at once, each with its place. Keys of the vocabulary that this
/// version cannot obey are refused, never ignored.
package struct DatasetReader {
    let document: TomlDocument
    let problems: ProblemList
    /// What checks the expressions of rules.
    let expressions: ExpressionCompiler

    /// The dataset that a file defines; its rules are compiled by `expressions`.
    package static func read(
        _ document: TomlDocument, expressions: ExpressionCompiler
    ) throws(ConfigurationError) -> Dataset {
        let reader = DatasetReader(
            document: document, problems: ProblemList(file: document.file),
            expressions: expressions)
        let dataset = reader.dataset()
        // Contradictions are worth telling only about what was understood.
        if reader.problems.problems.isEmpty { reader.addContradictions(of: dataset) }
        if let error = ConfigurationError(reader.problems.problems) { throw error }
        return dataset
    }

    private func dataset() -> Dataset {
        var root = TableReader(
            document.root, at: TomlPosition(line: 1, column: 1), name: "", problems: problems)
        root.onlySupported("formatVersion", .integer(1), shown: "1")
        let name = root.text("name")
        if name == nil, !root.has("name") { root.refuse("the key name is missing") }
        let title = root.text("title") ?? ""
        let match = root.table("match").map(Self.match) ?? DatasetMatch()
        let dialect = root.table("dialect").map(Self.dialect) ?? Dialect()
        readShape(root.table("shape"))
        let schema = DatasetSchema(root.table("schema"))
        let time = readTime(root.table("time"), in: root)
        let location = readLocation(root.table("location"), in: root)
        let policy = DatasetPolicy(root.table("policy"))
        let dataSource = root.text("dataSource")
        let rules = root.tables("rules")
        root.finish()
        var dataset = Dataset(
            name: name ?? "", title: title, match: match, dialect: dialect,
            missingValues: schema.missingValues, fields: schema.fields, time: time,
            location: location, duplicates: policy.duplicates,
            supersession: policy.supersession, keyFields: schema.keyFields,
            dataSource: dataSource, futureToleranceSeconds: policy.futureToleranceSeconds)
        dataset.rules = readRules(rules, of: dataset)
        return dataset
    }

    private static func match(_ table: TableReader) -> DatasetMatch {
        var table = table
        let match = DatasetMatch(
            files: table.texts("files") ?? DatasetMatch().files, header: table.texts("header") ?? []
        )
        table.finish()
        return match
    }

    private static func dialect(_ table: TableReader) -> Dialect {
        var table = table
        var dialect = Dialect()
        if let delimiter = table.character("delimiter") { dialect.delimiter = delimiter }
        if case .string("")? = table.value("quoteChar")?.content {
            dialect.quote = nil
        } else if let quote = table.character("quoteChar") {
            dialect.quote = quote
        }
        let lineEnds: Set<UInt8?> = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        if lineEnds.contains(dialect.delimiter) || dialect.delimiter == dialect.quote {
            table.refuse(
                "delimiter", "dialect.delimiter must be neither a line end nor the quote")
        }
        if lineEnds.contains(dialect.quote) {
            table.refuse("quoteChar", "dialect.quoteChar must not be a line end")
        }
        table.onlySupported("header", .boolean(true), shown: "true")
        table.onlySupported("encoding", .string("utf-8"), shown: "\"utf-8\"")
        table.onlySupported("doubleQuote", .boolean(true), shown: "true")
        table.onlySupported("caseSensitiveHeader", .boolean(false), shown: "false")
        table.onlySupported("skipBlankRows", .boolean(false), shown: "false")
        table.onlySupported("dropEmptyColumns", .boolean(false), shown: "false")
        table.unsupported(
            "escapeChar", "commentChar", "lineTerminator", "nullSequence", "skipInitialSpace",
            "headerRows")
        table.finish()
        return dialect
    }

    private func readShape(_ table: TableReader?) {
        guard var table else { return }
        table.onlySupported("kind", .string("wide"), shown: "\"wide\"")
        table.unsupported("parameter", "value", "unit", "parameters")
        table.finish()
    }

    /// Puts the contradictions that the dataset finds in itself where the file says what they are about.
    private func addContradictions(of dataset: Dataset) {
        for problem in dataset.problems {
            var path = problem.key.split(separator: ".").map { TomlPathPart.key(String($0)) }
            if let index = problem.fieldIndex {
                path = [.key("schema"), .key("fields"), .index(index)] + path
            }
            problems.add(document.nearestPosition(to: path), problem.message)
        }
    }
}
