internal import SluiceCore

extension RulesPage {
    /// The rules of a dataset, each with how many entries it holds now.
    init(_ dataset: Dataset, held: [(column: String, code: FindingCode, count: Int)]) {
        var rows: [Row] = []
        for field in dataset.effectiveFields {
            for (check, code) in Self.checks(of: field, in: dataset) {
                rows.append(
                    Row(
                        field: field.name, check: check,
                        severity: field.severity(of: code).rawValue, code: code,
                        held: held.first { $0.column == field.name && $0.code == code }?.count ?? 0)
                )
            }
        }
        self.init(dataset: dataset.name, path: nil, rows: rows)
    }

    private static func checks(
        of field: DatasetField, in dataset: Dataset
    ) -> [(check: String, code: FindingCode)] {
        var checks: [(String, FindingCode)] = []
        let constraints = field.constraints
        if constraints.isRequired || dataset.isTimeOrLocation(field) {
            checks.append(("required", .null))
        }
        if dataset.time.fields.contains(field.name) {
            checks.append(("date and time", .date))
        } else if field.type.isNumeric {
            checks.append((field.type == .integer ? "whole number" : "number", .number))
        }
        if constraints.minimum != nil || constraints.maximum != nil {
            let low = constraints.minimum.map(number) ?? ""
            let high = constraints.maximum.map(number) ?? ""
            checks.append(("range \(low)…\(high)", .range))
        }
        if !constraints.enumeration.isEmpty {
            checks.append(
                ("one of \(constraints.enumeration.joined(separator: ", "))", .enumeration))
        }
        if let pattern = constraints.pattern { checks.append(("pattern \(pattern)", .pattern)) }
        return checks
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map { String($0) } ?? String(value)
    }
}
