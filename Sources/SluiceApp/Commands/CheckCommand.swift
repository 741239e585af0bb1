internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem

extension Command {
    /// Validates files and writes nothing.
    package static let check = Command(
        "check", operands: .some("FILE"), options: [.quiet, .json],
        summary: "validate files and write nothing, with messages like a compiler's",
        details: """
            Judges every record as the pipeline would. Each finding is a line `file:line:field: CODE: message (value)`
            on the standard output; fields count from 1. The summary goes to the error stream. Ends with 1 when a
            record would be held or a file refused. Works without a station; in one, its datasets count.
            """,
        examples: [
            Example("sluice check readings.csv", "what would be held, and why"),
            Example("sluice check --quiet --json *.csv", "for another program"),
        ]
    ) { invocation, context in
        let check = try FileCheck.make(invocation, context)
        var worst = ExitCode.done
        for path in invocation.operands {
            let code = CheckReport(path: path, invocation: invocation, context: context).run(check)
            if worst == .done || code.rawValue > worst.rawValue { worst = code }
        }
        return worst
    }
}

extension FileCheck {
    /// A check by the datasets and limits of a station; outside of one, by the compiled-in dataset.
    fileprivate static func make(
        _ invocation: Invocation, _ context: CommandContext
    ) throws(CommandFailure) -> FileCheck {
        let finder = StationFinder(system: context.system)
        guard invocation.has(.station) || (try? finder.station(for: invocation)) != nil else {
            return FileCheck(system: context.system)
        }
        let session = try StationSession(invocation, context)
        return FileCheck(
            system: context.system, catalog: try session.datasets.catalog(),
            limits: session.settings.pipeline.taking.limits)
    }
}

/// The check of one file, written to the streams.
private struct CheckReport {
    let path: [UInt8]
    let invocation: Invocation
    let context: CommandContext

    func run(_ check: FileCheck) -> ExitCode {
        let shown = PathText.shown(path)
        guard let information = try? context.system.information(path: path) else {
            context.output.message("sluice: no such file: \(shown)")
            return .noInput
        }
        guard information.kind == .regular else {
            context.output.message("sluice: not a regular file: \(shown)")
            return .noInput
        }
        do {
            let summary = try check.run(path: path, report: write)
            write(summary, shown)
            return summary.isValid ? .done : .invalid
        } catch {
            context.output.message("sluice: \(error.description)")
            return .inputOutput
        }
    }

    private func write(_ report: FileCheck.Report) {
        guard invocation.has(.json) else {
            let text = FindingReport.line(report.finding, file: path, line: report.line)
            let mark = report.outcome == .stored ? " [stored]" : ""
            return context.output.line(text + mark)
        }
        context.output.json { json in
            json.text("file", PathText.shown(path))
            json.integer("line", report.line)
            json.text("outcome", report.outcome.rawValue)
            FindingReport.json(report.finding, into: &json)
        }
    }

    private func write(_ summary: FileCheck.Summary, _ shown: String) {
        if invocation.has(.json) {
            return context.output.json { json in
                json.text("file", shown)
                json.boolean("valid", summary.isValid)
                json.boolean("rejected", summary.isRejected)
                json.text("dataset", summary.dataset)
                json.integer("records", summary.counts.records)
                json.integer("stored", summary.counts.stored)
                json.integer("held", summary.counts.held)
            }
        }
        guard !invocation.has(.quiet) else { return }
        let counts = summary.counts
        let verdict =
            summary.isRejected
            ? "the file would be refused as a whole"
            : "\(counts.records) records: \(counts.stored) would be stored, \(counts.held) held"
        context.output.message("\(shown): \(verdict)")
    }
}
