package import SluiceCore

/// Beside the panes of a wide screen: the held record the cursor of the quarantine is on, with all its cells.
package struct PreviewPane: ConsoleView {
    /// Makes the view.
    package init() {}

    package func query(_ state: ConsoleState) -> StationQuery? {
        Self.chosen(state).map { .record($0) }
    }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let chosen = Self.chosen(state)
        let inside = canvas.box(
            area, title: "Preview", note: chosen.map { "record \($0)" } ?? "")
        guard chosen != nil else {
            return canvas.note("no held record is chosen", role: .stale, in: inside)
        }
        guard case .record(let detail)? = state.requests.answers[.preview] else {
            return canvas.absence(of: state.requests.answers[.preview], in: inside)
        }
        drawRecord(detail, state, in: inside, on: &canvas)
    }

    private static func chosen(_ state: ConsoleState) -> Int64? {
        guard state.snapshot.heldRecords > 0,
            case .id(let id)? = state.list(.pane(.quarantine)).selection
        else { return nil }
        return id
    }

    private func drawRecord(
        _ detail: RecordDetail, _ state: ConsoleState, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        let line: SafeText = detail.row.line.map { ":\($0)" } ?? ""
        let time = ClockText.moment(detail.row.quarantinedMicroseconds, of: state)
        let hash = Sanitiser.safe(String(detail.sha256.prefix(8)))
        canvas.note(
            "\(time)  \(data: detail.row.fileName)\(line)  sha256 \(hash)…",
            role: .footerText, in: area)
        let tail = detail.recordFindings.count + (detail.suggestion == nil ? 0 : 1)
        let cells = area.droppingTop(2).droppingBottom(tail == 0 ? 0 : tail + 1)
        drawCells(detail, in: cells, on: &canvas)
        var rest = area.droppingTop(area.height - tail)
        for finding in detail.recordFindings {
            canvas.note(
                "✗ \(finding.code.name) \(data: finding.message)", role: .levelError, in: rest)
            rest = rest.droppingTop(1)
        }
        guard let suggestion = detail.suggestion else { return }
        let hint: SafeText = "hint: \(data: suggestion.text)"
        canvas.note(
            suggestion.isApplicable ? state.keyed("apply-suggestion", hint) : hint,
            role: .levelInfo, in: rest)
    }

    /// Bad cells are never the ones that are left out where there is no room for all.
    private func drawCells(
        _ detail: RecordDetail, in area: Rectangle, on canvas: inout Canvas
    ) {
        let shown = Self.shown(detail.fields, rows: area.height)
        let isJudged = !detail.recordFindings.contains(where: \.keepsCellsUnjudged)
        for (row, field) in shown.enumerated() {
            let isBad = !field.findings.isEmpty
            let isMissing = field.value == nil && !field.name.isEmpty
            canvas.write(
                field.name.isEmpty ? "(extra)" : Sanitiser.safe(field.name), column: 1, row: row,
                in: area, role: .footerText, width: 21)
            canvas.write(
                isMissing ? "(missing)" : ValueText.shown(field.value), column: 23, row: row,
                in: area,
                role: isBad ? .editBad : .text, width: min(22, max(0, area.width - 26)))
            let good: (text: SafeText, role: StyleRole) =
                field.name.isEmpty || isMissing
                ? ("-", .stale) : isJudged ? ("ok", .levelOK) : ("not judged", .stale)
            let verdict = field.findings.first.map {
                "✗ \($0.code.name) \(data: $0.message)" as SafeText
            }
            canvas.write(
                verdict ?? good.text, column: 46, row: row, in: area,
                role: isBad ? .levelError : good.role, width: max(0, area.width - 47))
        }
        guard shown.count < detail.fields.count, area.height > 0 else { return }
        let hidden = detail.fields.count - shown.count
        canvas.write(
            "… \(hidden) more", column: 1, row: area.height - 1, in: area, role: .footerText)
    }

    private static func shown(
        _ fields: [RecordDetail.Field], rows: Int
    ) -> [RecordDetail.Field] {
        guard fields.count > rows else { return fields }
        let room = max(0, rows - 1)
        let bad = fields.count { !$0.findings.isEmpty }
        var good = max(0, room - bad)
        let chosen = fields.filter { field in
            guard field.findings.isEmpty else { return true }
            good -= 1
            return good >= 0
        }
        return Array(chosen.prefix(room))
    }
}
