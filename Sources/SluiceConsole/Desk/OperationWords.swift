internal import SluiceCore

/// Operations of the quarantine desk in words.
enum OperationWords {
    /// What is done, as a verb: `release`.
    static func verb(_ operation: QuarantineOperation) -> SafeText {
        switch operation {
        case .release: "release"
        case .edit: "edit"
        case .repair: "repair"
        case .accept: "accept"
        case .discard: "discard"
        case .restore: "restore"
        case .reprocess: "reprocess"
        case .renameColumns: "rename columns"
        case .supersede: "supersede"
        case .changeRules: "change rules"
        case .importCorrections: "import"
        case .undo: "undo"
        case .redo: "redo"
        }
    }

    /// The command that does the same: `sluice quarantine repair`.
    static func command(_ operation: QuarantineOperation) -> SafeText {
        switch operation {
        case .renameColumns: "sluice quarantine rename"
        case .changeRules: "sluice datasets set"
        default: "sluice quarantine \(verb(operation))"
        }
    }

    /// What `Enter` would do to so many: `store 34 records`; of so many files that would be taken.
    static func act(
        _ operation: QuarantineOperation, _ counts: OperationReport.Counts, files: Int
    ) -> SafeText {
        let count = counts.changed
        let records = counted(count, "record", "records")
        return switch operation {
        case .discard: "discard \(records)"
        case .restore: "hold \(records) again"
        case .renameColumns: takeFiles(counts, files)
        case .reprocess: "take the file again\(changes(count))"
        case .supersede: "replace the file\(changes(count))"
        case .undo: "take it back\(changes(count))"
        case .redo: "do it again\(changes(count))"
        case .changeRules: changeRules(counts)
        default: storeAndRewrite(counts)
        }
    }

    /// `take 2 files, store 9 rows and hold 10 records`, or as much of it as is done.
    private static func takeFiles(_ counts: OperationReport.Counts, _ files: Int) -> SafeText {
        clauses(
            files == 1 ? "take the file" : "take \(files) files",
            (counts.rowsAdded, "store \(counted(counts.rowsAdded, "row", "rows"))"),
            (counts.stillInvalid, "hold \(counted(counts.stillInvalid, "record", "records"))"))
    }

    /// `store 34 records and rewrite 2`, or as much of it as is done.
    private static func storeAndRewrite(_ counts: OperationReport.Counts) -> SafeText {
        let rewritten: SafeText =
            counts.stored > 0
            ? NumberText.grouped(counts.rewritten)
            : "\(counted(counts.rewritten, "record", "records")), still held"
        return clauses(
            nil, (counts.stored, "store \(counted(counts.stored, "record", "records"))"),
            (counts.rewritten, "rewrite \(rewritten)"))
    }

    /// `change the rules, store 73 records and hold 243 rows`, or as much of it as is done.
    private static func changeRules(_ counts: OperationReport.Counts) -> SafeText {
        clauses(
            "change the rules",
            (counts.stored, "store \(counted(counts.stored, "record", "records"))"),
            (counts.restored, "hold \(counted(counts.restored, "row", "rows"))"))
    }

    /// What is done in any case, then the clauses that count something, with an `and` before the last of all.
    private static func clauses(
        _ first: SafeText?, _ others: (count: Int, text: SafeText)...
    ) -> SafeText {
        let said = [first].compactMap { $0 } + others.filter { $0.count > 0 }.map(\.text)
        guard said.count > 1, let last = said.last else { return said.first ?? "" }
        return "\(joined(said.dropLast())) and \(last)"
    }

    /// `, 75 records and rows`; nothing where it is none.
    private static func changes(_ count: Int) -> SafeText {
        count == 0 ? "" : ", \(counted(count, "record or row", "records and rows"))"
    }

    /// What came of it, for the last row.
    static func done(_ operation: QuarantineOperation, _ report: OperationReport) -> SafeText {
        let nothing: SafeText =
            report.batch == nil ? "nothing was to be done" : "done; no record was changed"
        let what = skipped(report) ?? said(report.counts) ?? nothing
        let undo: SafeText
        switch operation {
        case .undo: undo = " · U does it again"
        default: undo = report.batch == nil ? "" : " · u takes it back"
        }
        return "\(verb(operation)): \(what)\(undo)"
    }

    /// Why the only entry was left as it is; nil when something was done, or there are more.
    private static func skipped(_ report: OperationReport) -> SafeText? {
        guard report.outcomes.count == 1, case .skipped(let reason)? = report.outcomes.first?.end
        else { return nil }
        return "left as it is: \(data: reason)"
    }

    /// The counts that are not 0 in one line; nil when all are.
    static func said(_ counts: OperationReport.Counts) -> SafeText? {
        let parts = counts.parts.map {
            "\(NumberText.grouped($0.count)) \(data: $0.words)" as SafeText
        }
        return parts.isEmpty ? nil : joined(parts)
    }

    /// What is done to the cells, or why; nil when there is nothing to say.
    static func detail(_ request: OperationRequest) -> [SafeText] {
        var lines: [SafeText] = []
        switch request.operation {
        case .repair(_, let repairs): lines = repairs.map(repair)
        case .renameColumns(_, let renames):
            lines = renames.map { "\(data: $0.column) is \(data: $0.field)" }
        case .changeRules(_, let changes, let holdsRows):
            lines = changes.map { "\(data: $0.field) \(limits($0.minimum, $0.maximum))" }
            if holdsRows { lines.append("stored rows that break a rule are held") }
        case .supersede:
            lines.append("rows of the earlier file go; they are compared by time and location")
        default: break
        }
        if let reason = request.reason { lines.append("because \(data: reason)") }
        return lines
    }

    /// A repair as it is typed: `temperature_celsius = (v-32)*5/9`.
    static func repair(_ repair: FieldRepair) -> SafeText {
        "\(data: repair.field) = \(data: RepairText(repair.change).text)"
    }

    /// Two limits: `-3…5`.
    static func limits(_ minimum: Double?, _ maximum: Double?) -> SafeText {
        "\(data: RuleChange.range(minimum, maximum))"
    }

    /// `1 record`, `34 records`.
    static func counted(_ count: Int, _ one: SafeText, _ many: SafeText) -> SafeText {
        "\(NumberText.grouped(count)) \(count == 1 ? one : many)"
    }

    /// True when a refusal shows the text it is about, with a caret below the place.
    static func hasOwnExcerpt(_ reason: String) -> Bool {
        reason.contains("\n") && reason.contains("^")
    }

    /// Texts with commas between them.
    static func joined(
        _ parts: some Collection<SafeText>, by separator: SafeText = ", "
    ) -> SafeText {
        guard let first = parts.first else { return "" }
        return parts.dropFirst().reduce(first) { $0 + separator + $1 }
    }
}
