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
        let before = session.detail.raw
        let after = session.draft.raw
        let change = Self.change(before, after)
        let focus = session.isChanged ? change.after : current
        drawLine(
            before, around: session.isChanged ? change.before : current, row: 0, in: inside,
            role: .text, on: &canvas)
        let columns = drawLine(
            after, around: focus, row: 1, in: inside, role: .editChanged, on: &canvas)
        let sign: Unicode.Scalar = session.isChanged ? "^" : "-"
        let role: StyleRole = session.isChanged ? .editChanged : .rowMark
        let marked = columns.lowerBound..<max(columns.upperBound, columns.lowerBound + 1)
        for column in marked {
            canvas.sign(sign, column: column, row: 2, in: inside, role: role)
        }
        let words: SafeText = session.isChanged ? "changed" : "here"
        let width = canvas.width(of: words) + 1
        let fits = marked.upperBound + width <= inside.width
        canvas.write(
            words, column: fits ? marked.upperBound + 1 : max(0, marked.lowerBound - width), row: 2,
            in: inside, role: role)
    }

    /// The bytes of the cell the operator is in.
    private var current: Range<Int> {
        guard case .cell(let index) = session.place,
            let range = session.draft.cells[index].range
        else { return 0..<0 }
        return range
    }

    /// Draws a line of bytes scrolled so that a stretch of them is seen; returns the columns of the stretch.
    ///
    /// Looks at no more bytes than the line can show, however long the record is.
    @discardableResult
    private func drawLine(
        _ bytes: [UInt8], around stretch: Range<Int>, row: Int, in area: Rectangle,
        role: StyleRole, on canvas: inout Canvas
    ) -> Range<Int> {
        let width = max(1, area.width)
        let stretch = min(stretch.lowerBound, bytes.count)..<min(stretch.upperBound, bytes.count)
        var first = max(0, stretch.lowerBound - width)
        // Not within a character of several bytes.
        while first > 0, first < stretch.lowerBound, bytes[first] & 0xC0 == 0x80 { first += 1 }
        var head = EscapedText.cells(
            bytes[first..<stretch.lowerBound], limit: width, role: .text, medium: canvas.medium)
        let middle = EscapedText.cells(
            bytes[stretch], limit: width, role: session.isChanged ? role : .text,
            medium: canvas.medium)
        let tail = EscapedText.cells(
            bytes[stretch.upperBound...].prefix(width), limit: width, role: .text,
            medium: canvas.medium)
        let room = max(width / 2, width - middle.count - tail.count)
        let isCut = first > 0 || head.count > room
        head = Array(head.suffix(room))
        if isCut, !head.isEmpty { head[0] = Cell(canvas.medium.glyphs.ellipsis, role: .escape) }
        for (column, cell) in (head + middle + tail).prefix(width).enumerated()
        where cell.width > 0 {
            canvas.put(cell, column: area.column + column, row: area.row + row, clip: area)
        }
        return min(head.count, width - 1)..<min(head.count + middle.count, width)
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

    /// The stretches in which two texts differ: what is left when their common start and end are taken away.
    static func change(
        _ before: [UInt8], _ after: [UInt8]
    ) -> (before: Range<Int>, after: Range<Int>) {
        let most = min(before.count, after.count)
        var start = 0
        while start < most, before[start] == after[start] { start += 1 }
        var end = 0
        while end < most - start,
            before[before.count - 1 - end] == after[after.count - 1 - end]
        {
            end += 1
        }
        return (start..<before.count - end, start..<after.count - end)
    }
}
