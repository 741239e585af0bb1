internal import SluiceCore

/// Findings in words, one below the other, each with its code, rule, field, value and message.
struct FindingLines {
    let findings: [Finding]

    /// Draws as many as fit; what does not fit is counted in the last row.
    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let inside = area.inset(columns: 1, rows: 0)
        var row = 0
        for (number, finding) in findings.enumerated() {
            let lines = WrappedText.lines(
                text(finding), width: max(10, inside.width - 10), medium: canvas.medium)
            let isLast = number == findings.count - 1
            guard row + lines.count <= area.height - (isLast ? 0 : 1) || row == 0 else {
                canvas.write(
                    "… \(findings.count - number) more", column: 0, row: row, in: inside,
                    role: .footerText)
                return
            }
            canvas.write(
                Sanitiser.safe(finding.code.rawValue), column: 0, row: row, in: inside,
                role: .levelError, width: 9)
            let shown = lines.prefix(max(1, area.height - row))
            for line in shown.dropLast() {
                canvas.write(line, column: 10, row: row, in: inside)
                row += 1
            }
            // What has no row is cut from the last one, so that this is to be seen.
            let rest = OperationWords.joined(Array(lines.dropFirst(shown.count - 1)), by: " ")
            canvas.write(rest, column: 10, row: row, in: inside, width: max(0, inside.width - 10))
            row += 1
        }
    }

    private func text(_ finding: Finding) -> SafeText {
        let field: SafeText = finding.columnName.map { "\(data: $0) " } ?? ""
        let value: SafeText = finding.value.map { "\(ValueText.shown($0)) " } ?? ""
        let mark: SafeText = finding.columnName == nil && finding.value == nil ? "" : "· "
        return "\(field)\(value)\(mark)\(data: finding.message) (rule \(data: finding.rule))"
    }
}
