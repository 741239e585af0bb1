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
        drawLine(
            session.detail.raw, olds, around: place, row: 0, in: inside, role: .text, on: &canvas)
        let marks = drawLine(
            session.draft.raw, news, around: place, row: 1, in: inside,
            role: changes.isEmpty ? .text : .editChanged, on: &canvas)
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

    /// Draws a line of bytes scrolled so that one of some stretches is seen; returns the columns of those that are.
    ///
    /// Looks at no more bytes than the line can show, however long the record is.
    @discardableResult
    private func drawLine(
        _ bytes: [UInt8], _ stretches: [Range<Int>], around number: Int, row: Int,
        in area: Rectangle, role: StyleRole, on canvas: inout Canvas
    ) -> [Range<Int>] {
        let width = max(1, area.width)
        let stretches = stretches.map {
            min($0.lowerBound, bytes.count)..<min($0.upperBound, bytes.count)
        }
        let focus = stretches[number].lowerBound
        var first = max(0, focus - width)
        // Not within a character of several bytes.
        while first > 0, first < focus, bytes[first].isContinuation { first += 1 }
        var cells: [Cell] = []
        var marks: [Range<Int>] = []
        var head = 0
        var end = first
        func append(_ range: Range<Int>, _ role: StyleRole) {
            cells += EscapedText.cells(
                bytes[range].prefix(width), limit: width, role: role, medium: canvas.medium)
        }
        for (place, stretch) in stretches.enumerated() {
            guard stretch.upperBound >= first, cells.count <= head + width else { continue }
            append(end..<max(end, stretch.lowerBound), .text)
            if place == number { head = cells.count }
            let column = cells.count
            append(max(end, stretch.lowerBound)..<stretch.upperBound, role)
            // A stretch that is gone has its place marked.
            marks.append(column..<max(cells.count, column + 1))
            end = stretch.upperBound
        }
        append(end..<bytes.count, .text)
        let rest = cells.count - head
        let room = max(width / 2, width - rest)
        let cut = max(0, head - room)
        cells.removeFirst(min(cut, cells.count))
        if first > 0 || cut > 0, head > cut, !cells.isEmpty {
            cells[0] = Cell(canvas.medium.glyphs.ellipsis, role: .escape)
        }
        for (column, cell) in cells.prefix(width).enumerated() where cell.width > 0 {
            canvas.put(cell, column: area.column + column, row: area.row + row, clip: area)
        }
        return marks.compactMap { mark in
            let shown = (mark.lowerBound - cut)..<(mark.upperBound - cut)
            let visible = shown.clamped(to: 0..<width)
            return visible.isEmpty ? nil : visible
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
