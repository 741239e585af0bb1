internal import SluiceCore

/// How the report of an operation is shown on the command line, and which exit status it amounts to.
struct OperationOutput: Sendable {
    /// Most outcomes and effects that are listed as text.
    private static let listLimit = 20

    private let output: Output
    private let isJSON: Bool
    private let operation: QuarantineOperation

    /// A report of an operation on streams, as JSON or as text.
    init(output: Output, isJSON: Bool, of operation: QuarantineOperation) {
        self.output = output
        self.isJSON = isJSON
        self.operation = operation
    }

    /// Shows a report. `invalid` when records are still invalid, duplicates or left out, but for an undo or a redo: what was asked for
    /// is done then.
    func code(of report: OperationReport) -> ExitCode {
        if isJSON {
            output.json { report.json(into: &$0) }
        } else {
            show(report)
        }
        let counts = report.counts
        let problems = counts.stillInvalid + counts.duplicates + counts.skipped
        return problems > 0 && report.reversed == nil ? .invalid : .done
    }

    private func show(_ report: OperationReport) {
        let nothing =
            switch (report.batch == nil, changesLimits) {
            case (true, true): "the dataset's limits would be changed, and no record"
            case (true, false): "nothing to do"
            case (false, true): "the dataset's limits are changed, and no record"
            case (false, false): "done; no record was changed"
            }
        if let reversed = report.reversed {
            let when = UTCText.timestamp(microseconds: reversed.microseconds)
            let why = reversed.reason.map { ", because \($0)" } ?? ""
            let file = reversed.fileName.isEmpty ? "" : " (\(reversed.fileName))"
            output.line(
                "it is about batch \(reversed.batch): \(reversed.title) of \(reversed.count)\(file), "
                    + "\(when), by \(reversed.actor)\(why)")
        }
        let head = report.batch.map { "batch \($0): " } ?? ""
        output.line(head + (report.counts.words ?? nothing))
        let listed = report.outcomes.filter { outcome in
            outcome.end.isProblem || outcome.end == .held || outcome.entry == nil
                || !outcome.overridden.isEmpty
        }
        if !listed.isEmpty {
            var table = TextTable([">entry", "file", ">line", "field", "end"])
            for outcome in listed.prefix(Self.listLimit) {
                table.add([
                    outcome.entry.map { "\($0)" } ?? "-", outcome.fileName,
                    outcome.line.map { "\($0)" } ?? "-", outcome.shownField, outcome.words,
                ])
            }
            table.lines.forEach(output.line)
            more(listed.count)
        }
        if report.leavesOutEffects {
            output.line("how aggregates move is left out: it would take too long to add up")
        }
        guard !report.effects.isEmpty else { return }
        var table = TextTable(["location", "metric", ">n", ">mean", ">min", ">max"])
        for effect in report.effects.prefix(Self.listLimit) {
            let (old, new) = (effect.before, effect.after)
            table.add([
                effect.location, effect.metric, "\(old.count) → \(new.count)",
                "\(Self.text(old.mean, old)) → \(Self.text(new.mean, new))",
                "\(Self.text(old.minimum, old)) → \(Self.text(new.minimum, new))",
                "\(Self.text(old.maximum, old)) → \(Self.text(new.maximum, new))",
            ])
        }
        table.lines.forEach(output.line)
        more(report.effects.count)
    }

    private var changesLimits: Bool {
        if case .changeRules = operation { return true }
        return false
    }

    private func more(_ count: Int) {
        if count > Self.listLimit { output.line("… and more: --json has up to 1 000") }
    }

    /// A number with at most four digits behind the point; a dash where there is none.
    private static func text(_ value: Double, _ statistics: MetricStatistics) -> String {
        guard statistics.count > 0, value.isFinite else { return "-" }
        let scaled = (value * 10_000).rounded() / 10_000
        return Int64(exactly: scaled).map { "\($0)" } ?? "\(scaled)"
    }
}

extension OperationReport.Counts {
    /// Those that are not 0, in one line; nil when all are.
    var words: String? {
        let words = parts.map { "\($0.count) \($0.words)" }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}

extension RecordOutcome {
    /// The field that the words are about: of a record that stays held the one it stays for.
    fileprivate var shownField: String {
        guard case .stillInvalid(let findings) = end, let subject = findings.first?.subject,
            !subject.isEmpty
        else { return field }
        return subject
    }

    /// How it ends, in words.
    fileprivate var words: String { isRewritten ? "\(endWords); rewritten" : endWords }

    private var endWords: String {
        switch end {
        case .stored where isFile: "taken"
        case .stored: "stored" + (overriddenWords.map { " in spite of \($0)" } ?? "")
        case .discarded: "discarded"
        case .held: "held"
        case .superseded: "held no more"
        case .rowAdded: "row added"
        case .rowChanged: "row changed, \(Self.text(before)) → \(Self.text(after))"
        case .rowRemoved: "row removed"
        case .stillInvalid(let findings):
            findings.first.map { "\($0.code.rawValue): \($0.message)" } ?? "still invalid"
        case .duplicate(_, let place): "its key is that of \(place)"
        case .skipped(let reason): "left out: \(reason)"
        }
    }

    private static func text(_ cell: [UInt8]?) -> String {
        cell.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"
    }
}
