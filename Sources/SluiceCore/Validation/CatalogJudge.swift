/// The thorough way: every rule of the catalog on every cell of a record, yielding all findings or the row.
///
/// It is the definition of what a record must be. The fast path of ``FileJudge`` only ever accepts what this accepts, with the same values.
package struct CatalogJudge {
    /// What the rules say of a record.
    package enum Outcome: Equatable {
        /// A row, and the findings that the dataset declares too mild to hold it for.
        case accepted(RowValues, soft: [SoftFlaw])
        /// All findings in column order, at least one.
        case held([Finding])
    }

    /// A finding that does not hold its record.
    package struct SoftFlaw: Equatable {
        /// What became of the cell.
        package let severity: Severity
        /// What was wrong.
        package let finding: Finding
    }

    /// What to judge by.
    package let plan: RecordPlan
    /// True when a cell that has a value passes whatever rule it breaks.
    package var overrides = false

    private struct Progress {
        var findings: [Finding] = []
        var soft: [SoftFlaw] = []
    }

    /// Judges by a plan.
    package init(plan: RecordPlan) { self.plan = plan }

    /// Findings about the shape of a record. When there are any, its fields cannot be told apart with certainty:
    /// besides these only the encoding is looked at, of each field where `cells` has them, else of the raw bytes.
    package func shapeFindings(
        _ shape: RecordShape, cells: [[UInt8]], raw: [UInt8]
    ) -> [Finding] {
        var findings: [Finding] = []
        for rule in RuleCatalog.recordRules {
            guard let flaw = rule.check(shape) else { continue }
            let name = flaw.fieldNumber.flatMap { number in
                number <= plan.columns.count ? plan.columns[number - 1].fieldName : nil
            }
            findings.append(
                Finding(
                    rule.code, rule: rule.name, columnIndex: flaw.fieldNumber, columnName: name,
                    message: flaw.message))
        }
        guard !findings.isEmpty else { return [] }
        if shape.fault == nil {
            for (index, cell) in cells.enumerated() {
                guard let message = EncodingRule.flaw(of: cell) else { continue }
                findings.append(
                    Finding(
                        EncodingRule.code, rule: EncodingRule.name, columnIndex: index + 1,
                        value: cell, message: message))
            }
        } else if EncodingRule.flaw(of: raw) != nil {
            findings.append(
                Finding(
                    EncodingRule.code, rule: EncodingRule.name,
                    message: "the record has a NUL byte or is not UTF-8"))
        }
        return findings
    }

    /// Judges the cells of a record that has as many fields as the header has columns; unquoted, not yet trimmed.
    package func judge(_ cells: [[UInt8]]) -> Outcome {
        var progress = Progress()
        var row = RowValues(
            time: TimeStamp(milliseconds: 0, fraction: 0), location: [],
            cells: Array(repeating: .missing, count: plan.schema.columns.count))
        if case .fixed(let name) = plan.place { row.location = name }
        var unreadableTimeParts = 0
        for column in plan.columns {
            let value = run(cells[column.column], column, &progress)
            switch column.role {
            case .time:
                if case .time(let time)? = value { row.time = time }
            case .timePart:
                if value == nil { unreadableTimeParts += 1 }
            case .location:
                if case .text(let name)? = value { row.location = name }
            case .number, .integer, .boolean, .moment, .text:
                if let slot = column.slot, let value { row.cells[slot] = value }
            case .extra:
                break
            }
        }
        if let joined = plan.joinedTime, unreadableTimeParts == 0 {
            let parts = plan.timeColumns.map { TextCheck.trimmed(cells[plan.columns[$0].column]) }
            let text = Array(parts.joined(separator: plan.timeSeparator))
            if case .time(let time)? = run(text, joined, &progress) { row.time = time }
        }
        guard progress.findings.isEmpty else {
            // What could be overridden is not what keeps the record from being so.
            let all = progress.findings + (overrides ? [] : progress.soft.map(\.finding))
            return .held(Self.inColumnOrder(all))
        }
        let flaws = plan.crossFieldCheck.flaws(of: row, cells: cells)
        guard overrides || flaws.allSatisfy({ $0.severity != .reject }) else {
            return .held(Self.inColumnOrder((progress.soft + flaws).map(\.finding)))
        }
        let passed = flaws.map { flaw in
            SoftFlaw(
                severity: flaw.severity == .reject ? .warn : flaw.severity, finding: flaw.finding)
        }
        return .accepted(row, soft: progress.soft + passed)
    }

    /// Runs the rules on a cell; nil when a finding leaves it without a value.
    private func run(
        _ text: [UInt8], _ column: ColumnPlan, _ progress: inout Progress
    ) -> CellValue? {
        var cell = Cell(trimmed: TextCheck.trimmed(text), column: column)
        var isNulled = false
        for rule in RuleCatalog.cellRules {
            if column.role == .extra && rule != EncodingRule.self { break }
            let outcome = rule.check(&cell)
            let message: String
            switch outcome {
            case .passed: continue
            case .settled: return isNulled ? .missing : cell.value
            case .flawed(let text), .unusable(let text): message = text
            }
            let finding = Finding(
                rule.code, rule: rule.name, columnIndex: column.column + 1,
                columnName: column.fieldName, value: text, message: message)
            let severity = severity(of: outcome, rule.code, cell)
            if severity == .reject {
                progress.findings.append(finding)
            } else {
                progress.soft.append(SoftFlaw(severity: severity, finding: finding))
                isNulled = isNulled || severity == .null
            }
            guard case .unusable = outcome else { continue }
            return isNulled ? .missing : nil
        }
        if isNulled { return .missing }
        return column.role == .moment ? .text(cell.bytes) : cell.value
    }

    /// What becomes of a record with this finding: a declared milder severity counts only where a cell can be spared.
    private func severity(
        of outcome: CellOutcome, _ code: FindingCode, _ cell: Cell
    ) -> Severity {
        let column = cell.column
        // A whole number beyond 64 bits is a number that the column cannot hold.
        if column.role == .integer, case .number = cell.value { return .reject }
        if overrides, case .flawed = outcome { return .warn }
        guard column.slot != nil, code != .encoding, code != .null else { return .reject }
        let declared = column.field.severity(of: code)
        switch declared {
        case .reject:
            return .reject
        case .null:
            return column.isRequired ? .reject : .null
        case .warn:
            if case .flawed = outcome { return .warn }
            return .reject
        }
    }

    private static func inColumnOrder(_ findings: [Finding]) -> [Finding] {
        // The standard library's sort is stable in fact but not by contract: the position decides between equals.
        findings.enumerated().sorted { left, right in
            let first = left.element.columnIndex ?? 0
            let second = right.element.columnIndex ?? 0
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }
}
