internal import SluiceCore

/// The bytes of a record before and after its change, one below the other, with the change marked below them.
struct EditedBytes {
    let session: EditSession

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let line: SafeText = session.detail.row.line.map { " line \($0)" } ?? ""
        let size = NumberText.grouped(session.draft.raw.count)
        let isHex = session.view.isHex
        let inside = canvas.box(
            area, title: "Raw\(line) · \(size) B", note: isHex ? "^X text" : "^X hex"
        ).inset(columns: 1, rows: 0)
        if isHex { return drawHex(in: inside, on: &canvas) }
        let changes = session.changes
        let place = changes.firstIndex { $0.place == session.place } ?? 0
        let (olds, news) =
            changes.isEmpty
            ? ([current], [current]) : (changes.map(\.before), changes.map(\.after))
        let old = cells(session.detail.raw, olds, around: place, in: inside, role: .text, canvas)
        let new = cells(
            session.draft.raw, news, around: place, in: inside,
            role: changes.isEmpty ? .text : .editChanged, canvas)
        // Both have the place that is looked at in the same column, so that the sign below it is right for both.
        let column = min(old.column(inside.width), new.column(inside.width))
        draw(old, at: column, row: 0, in: inside, on: &canvas)
        draw(new, at: column, row: 1, in: inside, on: &canvas)
        let marks = new.marks(at: column, width: inside.width)
        drawMarks(marks, isChange: !changes.isEmpty, row: 2, in: inside, on: &canvas)
    }

    /// A sign below each column of the stretches, and a word behind the last or before the first.
    private func drawMarks(
        _ marks: [Range<Int>], isChange: Bool, row: Int, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        let role: StyleRole = isChange ? .editChanged : .rowMark
        for column in marks.joined() {
            canvas.sign(isChange ? "^" : "-", column: column, row: row, in: area, role: role)
        }
        let words: SafeText = isChange ? "changed" : "here"
        let width = canvas.width(of: words) + 1
        let (first, last) = (marks.first?.lowerBound ?? 0, marks.last?.upperBound ?? 0)
        let fits = last + width <= area.width
        guard fits || first >= width else { return }
        canvas.write(
            words, column: fits ? last + 1 : first - width, row: row, in: area, role: role)
    }

    /// The bytes of the cell the operator is in.
    private var current: Range<Int> {
        guard case .cell(let index) = session.place,
            let range = session.draft.cells[index].range
        else { return 0..<0 }
        return range
    }

    /// A line of bytes as cells, from about a screen's width before the place that is looked at on.
    private struct Line {
        var cells: [Cell] = []
        /// The cells of its stretches.
        var stretches: [Range<Int>] = []
        /// The cell at which the stretch begins that is looked at.
        var head = 0
        /// True where bytes before the first cell are left out.
        var isCut = false
        /// True where bytes behind the last cell are left out.
        var isCutBehind = false

        /// The column the head stands in when the line alone decides: scrolled no further than its end needs.
        func column(_ width: Int) -> Int {
            min(head, max(width / 2, width - (cells.count - head)))
        }

        /// The columns of the stretches that are seen when the head stands in a column.
        func marks(at column: Int, width: Int) -> [Range<Int>] {
            let cut = head - column
            return stretches.compactMap { stretch in
                let shown = (stretch.lowerBound - cut)..<(stretch.upperBound - cut)
                let visible = shown.clamped(to: 0..<max(0, width))
                return visible.isEmpty ? nil : visible
            }
        }
    }

    /// The cells of a line; looks at no more bytes than the area can show, however long the record is.
    private func cells(
        _ bytes: [UInt8], _ stretches: [Range<Int>], around number: Int, in area: Rectangle,
        role: StyleRole, _ canvas: Canvas
    ) -> Line {
        let width = max(1, area.width)
        let stretches = stretches.map {
            min($0.lowerBound, bytes.count)..<min($0.upperBound, bytes.count)
        }
        let focus = stretches[number].lowerBound
        var first = max(0, focus - width)
        // Not within a character of several bytes.
        while first > 0, first < focus, bytes[first].isContinuation { first += 1 }
        var line = Line(isCut: first > 0)
        var end = first
        // Hardly a character has more than two bytes a column.
        let limit = 2 * width
        func append(_ range: Range<Int>, _ role: StyleRole) {
            var stop = range.upperBound
            if range.count > limit {
                line.isCutBehind = true
                stop = range.lowerBound + limit
                // Not within a character here either, of which the first byte is at most three before.
                let least = max(range.lowerBound, stop - 3)
                while stop > least, bytes[stop].isContinuation { stop -= 1 }
            }
            line.cells += EscapedText.cells(
                bytes[range.lowerBound..<stop], limit: limit, role: role, medium: canvas.medium)
        }
        for (place, stretch) in stretches.enumerated() {
            guard stretch.upperBound >= first, line.cells.count <= line.head + width else {
                continue
            }
            append(end..<max(end, stretch.lowerBound), .text)
            if place == number { line.head = line.cells.count }
            let column = line.cells.count
            append(max(end, stretch.lowerBound)..<stretch.upperBound, role)
            // A stretch that is gone has its place marked.
            line.stretches.append(column..<max(line.cells.count, column + 1))
            end = stretch.upperBound
        }
        append(end..<bytes.count, .text)
        return line
    }

    /// Draws a line with its head in a column.
    private func draw(
        _ line: Line, at column: Int, row: Int, in area: Rectangle, on canvas: inout Canvas
    ) {
        let cut = line.head - column
        let more = Cell(canvas.medium.glyphs.ellipsis, role: .escape)
        var cells = Array(line.cells.dropFirst(cut))
        if line.isCut || cut > 0, column > 0, !cells.isEmpty { cells[0] = more }
        if line.isCutBehind { cells.append(more) }
        let shown = canvas.fitted(cells, width: max(0, area.width), role: .escape, .end)
        for (offset, cell) in shown.enumerated() where cell.width > 0 {
            canvas.put(cell, column: area.column + offset, row: area.row + row, clip: area)
        }
    }

    private func drawHex(in area: Rectangle, on canvas: inout Canvas) {
        var detail = session.detail
        detail.raw = session.draft.raw
        detail.fields = session.draft.cells.map { cell in
            var field = RecordDetail.Field(
                name: cell.name, value: cell.value, findings: cell.findings)
            field.range = cell.range
            return field
        }
        let selected = if case .cell(let index) = session.place { index } else { -1 }
        let parts = RawParts(detail, selected: selected)
        HexLines(bytes: detail.raw, parts: parts).draw(in: area, RawView(), on: &canvas)
    }
}
