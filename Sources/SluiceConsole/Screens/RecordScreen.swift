internal import SluiceCore

/// One quarantine entry: its fields, all that is wrong with them, and its bytes as they stand in the file.
struct RecordScreen: ScreenView {
    /// Its id.
    let id: Int64
    /// How its bytes are looked at.
    let rawView: RawView

    func crumb(_ state: ConsoleState) -> SafeText { "record \(id)" }

    func query(_ state: ConsoleState) -> StationQuery? { .record(id) }

    func table(_ state: ConsoleState) -> Table? {
        // What is wrong is told in the last column, which takes what the values leave.
        Self.definition.table(cells(state), state.activeList, state)
            .changing("value") { $0.atMost(max(24, state.size.columns / 4 - 6)) }
    }

    /// The first that something is wrong with.
    func firstRow(_ state: ConsoleState) -> RowKey? {
        cells(state).first { !$0.findings.isEmpty }.map { .id(Int64($0.number)) }
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        guard let detail = detail(state) else { return 0 }
        let inside = parts(area, detail).fields.inset(columns: 1, rows: 1)
        return max(0, inside.height - summary(detail, state, in: inside).count - 1)
    }

    func listWidth(in area: Rectangle, state: ConsoleState) -> Int {
        detail(state).map { max(0, parts(area, $0).fields.width - 2) } ?? 0
    }

    /// The bytes of the record as they stand in the file.
    func copied(_ state: ConsoleState) -> [UInt8]? { detail(state)?.raw }

    /// The rules of the dataset, those of the selected field first.
    func opened(_ state: ConsoleState) -> Screen? {
        guard let detail = detail(state), !detail.dataset.isEmpty else { return nil }
        return .rules(dataset: detail.dataset, field: selected(state)?.name)
    }

    func target(_ state: ConsoleState) -> DeskTarget? {
        guard let detail = detail(state) else { return nil }
        var target = DeskTarget()
        target.fileID = detail.row.fileID
        target.fileName = detail.row.fileName
        guard detail.decision == nil else { return target }
        target.selection = .entries([id])
        target.sample = id
        target.scope = "record \(id) \(detail.row.place)"
        let name = selected(state)?.name ?? detail.row.finding.columnName
        // A record as a whole, or a rule across fields, is none.
        target.field = detail.fields.contains { $0.name == name } ? name : nil
        target.isWholeFile = detail.row.line == nil
        target.isRejectedFile = target.isWholeFile && detail.row.finding.code == .header
        target.adopt(detail.suggestion)
        target.column = selected(state)?.columnText
        return target
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let detail = detail(state) else {
            let inside = canvas.box(area, title: "record \(id)", isFocused: true)
            return canvas.plate(state.activeAnswer, noun: "record", in: inside)
        }
        let parts = parts(area, detail)
        drawFields(detail, state, in: parts.fields, on: &canvas)
        if parts.findings.height > 2 {
            let findings = orderedFindings(detail, state)
            let inside = canvas.box(
                parts.findings, title: detail.decision == nil ? "Findings" : "Was held for",
                note: SafeText(findings.count))
            FindingLines(findings: findings).draw(in: inside, on: &canvas)
        }
        if parts.raw.height > 2 {
            RawBox(detail: detail, view: rawView, selected: selected(state)?.number)
                .draw(in: parts.raw, on: &canvas)
        }
    }

    /// A row of the list: a cell of the record, or a finding about all of it.
    private struct Row {
        let number: Int
        let name: String
        let value: [UInt8]?
        let findings: [Finding]
        let isCell: Bool
        /// False where the record as a whole is so wrong that no rule was asked about its cells.
        var isJudged = true

        /// What it is called in the header of its file, where that is what is shown.
        var columnText: String? {
            isCell ? value.map { String(decoding: $0, as: UTF8.self) } : nil
        }
    }

    private func detail(_ state: ConsoleState) -> RecordDetail? {
        guard case .record(let detail)? = state.activeAnswer else { return nil }
        return detail
    }

    private func cells(_ state: ConsoleState) -> [Row] {
        guard let detail = detail(state) else { return [] }
        let isJudged = !detail.recordFindings.contains(where: \.keepsCellsUnjudged)
        let whole = detail.recordFindings.enumerated().map { place, finding in
            Row(
                number: -1 - place, name: detail.row.line == nil ? "(file)" : "(record)",
                value: finding.value, findings: [finding], isCell: false)
        }
        return whole
            + detail.fields.enumerated().map { number, field in
                Row(
                    number: number, name: field.name, value: field.value, findings: field.findings,
                    isCell: true, isJudged: isJudged)
            }
    }

    private func selected(_ state: ConsoleState) -> Row? {
        guard case .id(let number)? = state.activeList.selection else { return nil }
        return cells(state).first { $0.number == Int(number) }
    }

    /// All findings, those of the selected row first.
    private func orderedFindings(_ detail: RecordDetail, _ state: ConsoleState) -> [Finding] {
        let selected = selected(state)
        let others = cells(state).filter { $0.number != selected?.number }.flatMap(\.findings)
        return (selected?.findings ?? []) + others + (detail.decision?.formerFindings ?? [])
    }

    /// Fields at the left or above, findings beside or below them, the bytes over the whole width.
    private func parts(
        _ area: Rectangle, _ detail: RecordDetail
    ) -> (fields: Rectangle, findings: Rectangle, raw: Rectangle) {
        let raw = detail.raw.isEmpty ? 0 : area.height >= 30 ? 10 : area.height >= 16 ? 6 : 3
        let above = area.droppingBottom(area.height >= 8 ? raw : 0)
        let bytes = area.droppingTop(above.height)
        guard area.width < 110 else {
            let fields = area.width * 58 / 100
            return (above.left(fields), above.right(area.width - fields), bytes)
        }
        guard above.height >= 14 else { return (above, above.bottom(0), bytes) }
        let count =
            detail.recordFindings.count + (detail.decision?.formerFindings.count ?? 0)
            + detail.fields.reduce(0) { $0 + $1.findings.count }
        let findings = min(max(1, count) + 2, above.height / 3)
        return (above.droppingBottom(findings), above.bottom(findings), bytes)
    }

    private func drawFields(
        _ detail: RecordDetail, _ state: ConsoleState, in area: Rectangle, on canvas: inout Canvas
    ) {
        let place: SafeText = detail.row.line.map { ":\($0)" } ?? ""
        let inside = canvas.box(
            area, title: "record \(id) · \(data: detail.row.fileName)\(place)",
            note: BorderNote(
                "\(data: detail.decision?.status.rawValue ?? detail.row.finding.code.rawValue)")
                + state.listNote(width: area.width),
            isFocused: true)
        let lines = summary(detail, state, in: inside)
        FactLine.draw(lines, in: inside.top(lines.count), on: &canvas)
        guard let table = table(state) else { return }
        canvas.table(
            table, state.activeList, in: inside.droppingTop(lines.count), isFocused: true)
    }

    /// What is known besides the fields, in as many rows as can be spared.
    private func summary(
        _ detail: RecordDetail, _ state: ConsoleState, in area: Rectangle
    ) -> [FactLine] {
        let rows = max(0, (area.height - 6) / 2)
        let since = ClockText.full(detail.row.quarantinedMicroseconds, zone: state.zone)
        let times: SafeText = detail.attempts == 1 ? "once" : "\(detail.attempts) times"
        var lines = [
            FactLine(
                detail.decision == nil ? "held" : "was held", drop: 1,
                [
                    ("since \(since)", .text), ("judged \(times)", .text),
                    detail.row.location.map { ("location \(data: $0)", .text) },
                    detail.dataset.isEmpty
                        ? nil : ("dataset \(data: detail.dataset)", .footerText),
                ]),
            FactLine("file", drop: 2, [(Sanitiser.safe(detail.sha256), .footerText)]),
        ]
        if let suggestion = detail.suggestion {
            lines =
                SuggestionFacts.lines(
                    suggestion, width: area.width - 2 - FactLine.labelWidth,
                    rows: rows - lines.count)
                + lines
        }
        if let decision = detail.decision {
            lines.insert(FactLine("status", facts(decision, state)), at: 0)
        }
        return FactLine.fitting(lines, rows: rows)
    }

    /// `released 2026-11-23 12:04:33  flagged override  batch 5: accept by ann  sensor was replaced`.
    private func facts(
        _ decision: RecordDetail.Decision, _ state: ConsoleState
    ) -> [FactLine.Fact?] {
        let moment = ClockText.full(decision.microseconds, zone: state.zone)
        let role: StyleRole = decision.status == .released ? .levelOK : .levelWarn
        return [
            ("\(data: decision.status.rawValue) \(moment)", role),
            decision.isOverride ? ("flagged override", .levelWarn) : nil,
            decision.batch.map {
                ("batch \($0.batch): \(data: $0.title) by \(data: $0.actor)", .text)
            },
            decision.batch?.reason.map { ("\(data: $0)", .footerText) },
        ]
    }

    private static let definition = TableDefinition<Row>(
        columns: [
            TableColumn(ColumnLayout("field", "field", width: 14, mostWidth: 22)) {
                .text($0.name)
            } field: { cell, _ in
                let name = cell.name.isEmpty ? "(extra)" : Sanitiser.safe(cell.name)
                return .text(name, cell.findings.isEmpty ? .text : .title)
            },
            TableColumn(ColumnLayout("value", "value", width: 10, mostWidth: 24)) {
                .bytes($0.value)
            } field: { cell, _ in
                let isMissing = cell.isCell && cell.value == nil
                let value = isMissing ? "(missing)" : ValueText.shown(cell.value)
                return .text(value, cell.findings.isEmpty ? .text : .editBad)
            },
            TableColumn(ColumnLayout("check", "check", width: 9, mostWidth: 200)) {
                .text($0.findings.first?.code.rawValue ?? "")
            } field: { cell, _ in
                check(cell)
            },
        ],
        key: { .id(Int64($0.number)) })

    private static func check(_ cell: Row) -> Field {
        guard let first = cell.findings.first else {
            let isUnused = cell.isCell && (cell.value == nil || cell.name.isEmpty)
            if isUnused { return .text("-", .stale) }
            return cell.isJudged ? .text("ok", .levelOK) : .text("not judged", .stale)
        }
        let more: SafeText = cell.findings.count > 1 ? " +\(cell.findings.count - 1)" : ""
        return .text(
            "✗ \(data: first.code.rawValue)\(more)  \(data: first.message)", .levelError)
    }
}
