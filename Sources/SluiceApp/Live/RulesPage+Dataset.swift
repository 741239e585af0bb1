internal import SluiceCore

extension RulesPage {
    private struct Check {
        let text: String
        let code: FindingCode
        var limits: Limits?
    }

    /// The rules of a dataset, each with how many entries it holds now.
    ///
    /// Every numeric field has a range, set or not, so that limits can be given to it.
    init(_ dataset: Dataset, path: String?, hits: [RuleHits]) {
        var rows: [Row] = []
        for field in dataset.effectiveFields {
            for check in Self.checks(of: field, in: dataset) {
                var row = Row(
                    field: field.name, check: check.text,
                    severity: field.severity(of: check.code).rawValue, code: check.code, held: 0)
                row.limits = check.limits
                row.count(hits.filter { $0.column == field.name && $0.code == check.code })
                rows.append(row)
            }
        }
        for rule in dataset.rules {
            var row = Row(
                field: "", check: "\(rule.name): \(rule.condition.text)",
                severity: rule.severity.rawValue, code: .rule, held: 0)
            row.name = rule.name
            row.count(hits.filter { $0.code == .rule && $0.rule == rule.name })
            rows.append(row)
        }
        self.init(dataset: dataset.name, path: path, rows: rows)
    }

    private static func checks(of field: DatasetField, in dataset: Dataset) -> [Check] {
        var checks: [Check] = []
        let constraints = field.constraints
        if constraints.isRequired || dataset.isTimeOrLocation(field) {
            checks.append(Check(text: "required", code: .null))
        }
        if dataset.time.fields.contains(field.name) {
            checks.append(Check(text: "date and time", code: .date))
        } else if field.type.isNumeric {
            checks.append(
                Check(text: field.type == .integer ? "whole number" : "number", code: .number))
            let low = constraints.minimum.map(number) ?? ""
            let high = constraints.maximum.map(number) ?? ""
            checks.append(
                Check(
                    text: low.isEmpty && high.isEmpty ? "no range" : "range \(low)…\(high)",
                    code: .range,
                    limits: Limits(minimum: constraints.minimum, maximum: constraints.maximum)))
        }
        if !constraints.enumeration.isEmpty {
            checks.append(
                Check(
                    text: "one of \(constraints.enumeration.joined(separator: ", "))",
                    code: .enumeration))
        }
        if let pattern = constraints.pattern {
            checks.append(Check(text: "pattern \(pattern.text)", code: .pattern))
        }
        return checks
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map { String($0) } ?? String(value)
    }
}

extension RulesPage.Row {
    fileprivate mutating func count(_ hits: [RuleHits]) {
        held = hits.map(\.count).reduce(0, +)
        lastMicroseconds = hits.map(\.lastMicroseconds).max()
    }
}
