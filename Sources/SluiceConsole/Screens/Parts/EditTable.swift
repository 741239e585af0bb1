internal import SluiceCore

/// The cells of a record that is edited: what is held, what it has become, and what the rules say.
struct EditTable {
    let session: EditSession
    /// What the store says about its key.
    let key: KeyCheck

    private struct Row {
        let name: SafeText
        let before: SafeText
        let after: SafeText
        let isChanged: Bool
        let check: (text: SafeText, role: StyleRole)
        let isBad: Bool
    }

    /// Draws the rows around the place being typed in, and its line with the cursor.
    func draw(_ state: ConsoleState, in area: Rectangle, on canvas: inout Canvas) {
        let rows = rows
        let list = list(area)
        let table = Self.table(rows, width: area.width)
        canvas.table(table, list, in: area, isFocused: false)
        let frame = TableFrame(table.columns, list, width: area.width)
        guard let place = frame.places.first(where: { table.columns[$0.index].id == "new" }),
            area.height > 1
        else { return }
        canvas.input(
            session.line, column: place.column, row: 1 + list.position - list.top,
            width: place.width, in: area,
            role: rows[list.position].isBad ? .editBad : .editField)
    }

    /// The place that is shown in a row of the screen, counted as ``EditSession/row`` is; nil where none is.
    func place(inRow row: Int, of area: Rectangle) -> Int? {
        let line = row - area.row - 1
        let place = list(area).top + line
        let isShown = line >= 0 && line < area.height - 1
        return isShown && place <= session.draft.cells.count ? place : nil
    }

    /// Where the rows stand: the one that is typed in is in the middle, as far as there are rows around it.
    private func list(_ area: Rectangle) -> ListState {
        var list = ListState()
        list.position = session.row
        let visible = max(1, area.height - 1)
        let count = session.draft.cells.count + 1
        list.top = min(max(0, list.position - visible / 2), max(0, count - visible))
        return list
    }

    private static func table(_ rows: [Row], width: Int) -> Table {
        let most = max(20, width / 5)
        let columns = [
            ColumnLayout("field", "field", width: 10, mostWidth: 20),
            ColumnLayout("original", "original", width: 9, mostWidth: most - 1, drop: 1),
            ColumnLayout("new", "new", width: 10, mostWidth: most),
            ColumnLayout("check", "check", width: 14, mostWidth: 200),
        ]
        let keys = RowKeys(Array(rows.indices)) { .id(Int64($0)) }
        return Table(columns: columns, keys: keys) { row, column in
            let row = rows[row]
            return switch column {
            case 0: .text(row.name, row.isBad ? .title : .text)
            case 1: .text(row.before)
            case 2: .text(row.after, row.isChanged ? .editChanged : .footerText)
            default: .text(row.check.text, row.check.role)
            }
        }
    }

    private var rows: [Row] {
        session.draft.cells.indices.map(cell) + [raw]
    }

    private func cell(_ index: Int) -> Row {
        let cell = session.draft.cells[index]
        let fields = session.detail.fields
        let original = fields.indices.contains(index) ? fields[index] : nil
        let isChanged = session.isChanged(cell: index)
        return Row(
            name: cell.name.isEmpty ? "(extra)" : Sanitiser.safe(cell.name),
            before: original?.value.map { ValueText.shown($0) } ?? "(missing)",
            after: isChanged ? ValueText.shown(cell.value) : "-", isChanged: isChanged,
            check: check(cell, before: original?.findings ?? []),
            isBad: !cell.findings.isEmpty)
    }

    private var raw: Row {
        Row(
            name: "(raw line)", before: Sanitiser.safe(session.detail.raw, limit: 256),
            after: session.isChanged ? Sanitiser.safe(session.draft.raw, limit: 256) : "-",
            isChanged: session.isChanged,
            check: key.place.map {
                ("✗ \(data: FindingCode.duplicate.rawValue) of \(data: $0)", .levelError)
            }
                ?? Self.check(
                    session.draft.recordFindings, before: session.detail.recordFindings),
            isBad: !session.draft.recordFindings.isEmpty || key.place != nil)
    }

    /// What the rules say of a cell, unless there is none to ask about or the record is so wrong that they were not asked.
    private func check(
        _ cell: RecordDraft.Cell, before: [Finding]
    ) -> (text: SafeText, role: StyleRole) {
        if cell.findings.isEmpty, cell.value == nil || cell.name.isEmpty { return ("-", .stale) }
        return session.draft.recordFindings.contains(where: \.keepsCellsUnjudged)
            ? ("not judged", .stale) : Self.check(cell.findings, before: before)
    }

    private static func check(
        _ findings: [Finding], before: [Finding]
    ) -> (text: SafeText, role: StyleRole) {
        if let first = findings.first {
            return ("✗ \(data: first.code.rawValue) \(data: first.message)", .levelError)
        }
        guard let was = before.first else { return ("ok", .levelOK) }
        return ("ok  was: \(data: was.code.rawValue)", .levelOK)
    }
}
