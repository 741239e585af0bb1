internal import SluiceConfig
internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

extension Command {
    /// Tries a dataset on data.
    package static let datasetsTry = Command(
        "datasets try", operands: .some("DATASET FILE"), options: [.withLimit, .json],
        summary: "judge files by one dataset, or try other limits, and count what would be held",
        details: """
            DATASET is a dataset file, or the name of a dataset of the station. Each FILE is judged by it, whatever its
            name, and nothing is written. One row for each thing that is wrong: how often, in which column, and where
            first. Ends with 1 when a record would be held or a file refused, or the dataset file is wrong.

            With --with and without FILE it is tried on the station: how many held records the limits would free, and how
            many stored rows they would reject, by location, with a histogram of the field.
            """,
        examples: [
            Example(
                "sluice datasets try new.toml readings.csv",
                "before new.toml is put into the station"),
            Example("sluice datasets try university readings.csv", "by a dataset of the station"),
            Example(
                "sluice datasets try university --with mood_score.minimum=-3",
                "what another limit would free and reject"),
        ]
    ) { invocation, context in
        guard invocation.operands.count > (invocation.has(.withLimit) ? 0 : 1) else {
            throw CommandFailure(
                .usage, "`sluice datasets try` needs a dataset and at least one FILE, or --with",
                hint: "see: sluice help datasets try")
        }
        let dataset: Dataset
        do {
            let found = try DatasetTrial.dataset(invocation, context)
            let changes = try RuleChangeText.changes(invocation.all(.withLimit), of: found)
            dataset = try found.applying(changes)
            if invocation.operands.count == 1 {
                return try DatasetTrial.run(changes, of: found, dataset, invocation, context)
            }
        } catch let error as ConfigurationError {
            error.problems.forEach { context.output.message($0.description) }
            return .invalid
        }
        let trial = DatasetTrial(dataset: dataset, isJSON: invocation.has(.json), context: context)
        return invocation.operands.dropFirst().reduce(.done) { worst, path in
            let code = trial.run(path)
            return code.rawValue > worst.rawValue ? code : worst
        }
    }
}

/// A dataset tried on files, one after the other.
private struct DatasetTrial {
    let dataset: Dataset
    let isJSON: Bool
    let context: CommandContext

    /// The dataset that the first operand is: a file of that name, else a dataset of the station.
    static func dataset(
        _ invocation: Invocation, _ context: CommandContext
    ) throws -> Dataset {
        let operand = invocation.operands[0]
        if try context.system.information(path: operand)?.kind == .regular {
            let document = try DatasetFile.document(at: operand, context.system)
            return try DatasetReader.read(document, expressions: .sql)
        }
        let shown = PathText.shown(operand)
        guard let session = try? StationSession(invocation, context) else {
            throw CommandFailure(.noInput, "no such dataset file: \(shown)")
        }
        let catalog = try session.datasets.catalog()
        guard let dataset = catalog.dataset(named: String(decoding: operand, as: UTF8.self)) else {
            throw CommandFailure(
                .noInput, "\(shown) is neither a dataset file nor a dataset of the station",
                hint: "see: sluice datasets list")
        }
        return dataset
    }

    /// Tries limits on what the station has.
    static func run(
        _ changes: [RuleChange], of dataset: Dataset, _ changed: Dataset,
        _ invocation: Invocation, _ context: CommandContext
    ) throws -> ExitCode {
        let session = try StationSession(invocation, context)
        let catalog = try session.datasets.catalog()
        guard let reader = try session.reader() else {
            throw CommandFailure(.noInput, "the station has no database yet")
        }
        defer { reader.close() }
        let trial = try reader.trial(
            changes, of: dataset, changed,
            nowMilliseconds: context.system.realtimeMicroseconds() / 1000,
            locating: catalog.heldRecordReader)
        RuleTrialReport(trial, of: dataset, changes)
            .write(to: context.output, isJSON: invocation.has(.json))
        return .done
    }

    func run(_ path: [UInt8]) -> ExitCode {
        let shown = PathText.shown(path)
        guard let information = try? context.system.information(path: path),
            information.kind == .regular
        else {
            context.output.message("sluice: no such file: \(shown)")
            return .noInput
        }
        let check = FileCheck(system: context.system, catalog: DatasetCatalog(fallback: dataset))
        var tally = FindingTally()
        do {
            let summary = try check.run(path: path) { tally.add($0) }
            write(summary, tally.rows, path)
            return summary.isValid ? .done : .invalid
        } catch {
            context.output.message("sluice: \(error.description)")
            return .inputOutput
        }
    }

    private func write(_ summary: FileCheck.Summary, _ rows: [FindingTally.Row], _ path: [UInt8]) {
        let shown = PathText.shown(path)
        let name = Array(path.split(separator: UInt8(ascii: "/")).last ?? [])
        let isMatching = dataset.match.accepts(fileName: name)
        if isJSON {
            return context.output.json { json in
                json.text("file", shown)
                json.text("dataset", dataset.name)
                json.boolean("name_matches", isMatching)
                json.boolean("rejected", summary.isRejected)
                json.integer("records", summary.counts.records)
                json.integer("stored", summary.counts.stored)
                json.integer("held", summary.counts.held)
                json.array("findings") { json in
                    for row in rows { json.object { Self.json(row, into: &$0) } }
                }
            }
        }
        let counts = summary.counts
        context.output.line(
            summary.isRejected
                ? "\(shown): refused as a whole"
                : "\(shown): \(counts.records) records: \(counts.stored) would be stored, "
                    + "\(counts.held) held")
        if !isMatching {
            let globs = dataset.match.files.joined(separator: " ")
            context.output.line(
                "  in a station another dataset judges it: its name is not \(globs)")
        }
        guard !rows.isEmpty else { return }
        var table = TextTable([">count", "code", "column", ">first line", "first value", "what"])
        for row in rows {
            table.add([
                "\(row.count)", row.code.rawValue, row.column ?? "-",
                row.firstLine.map { "\($0)" } ?? "-",
                row.firstValue.map { Sanitiser.safe($0, limit: 32).string } ?? "",
                row.message + (row.outcome == .stored ? " (stored)" : ""),
            ])
        }
        table.lines.forEach(context.output.line)
    }

    private static func json(_ row: FindingTally.Row, into json: inout JSONWriter) {
        json.text("code", row.code.rawValue)
        json.text("column", row.column)
        json.text("message", row.message)
        json.text("outcome", row.outcome.rawValue)
        json.integer("count", row.count)
        json.integer("first_line", row.firstLine)
        json.text("first_value", bytes: row.firstValue)
    }
}
