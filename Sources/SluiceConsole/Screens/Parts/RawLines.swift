internal import SluiceCore

/// A record's bytes as lines of text with everything hidden made visible, and carets below what is marked.
struct RawLines {
    private struct Line {
        var cells: [Cell] = []
        var marks: [(columns: Range<Int>, part: RawParts.Part)] = []
    }

    /// How many bytes of one stretch are shown; what lies beyond is counted.
    private static let stretchLimit = 4_096
    private let width: Int
    private var lines: [Line] = [Line()]
    /// The line on which the selected part, or the first bad one, begins.
    private var startLine = 0

    /// Breaks bytes into lines of a width. Linear in the bytes.
    init(_ raw: [UInt8], parts: RawParts, width: Int, medium: Medium) {
        self.width = max(2, width)
        var end = 0
        for part in parts.marked {
            append(raw[end..<part.range.lowerBound], part: nil, medium)
            if part.range.lowerBound == parts.start { startLine = lines.count - 1 }
            append(raw[part.range], part: part, medium)
            end = part.range.upperBound
        }
        append(raw[end...], part: nil, medium)
    }

    /// Draws the lines that fit; a line with marks takes two rows.
    func draw(in area: Rectangle, _ view: RawView, on canvas: inout Canvas) {
        var row = 0
        let first = view.top(selected: startLine, of: lines.count, rows: shownLines(area.height))
        for line in lines[first...] {
            guard row < area.height else { return }
            for (column, cell) in line.cells.enumerated() where cell.width > 0 {
                canvas.put(cell, column: area.column + column, row: area.row + row, clip: area)
            }
            row += 1
            guard !line.marks.isEmpty, row < area.height else { continue }
            for (place, mark) in line.marks.enumerated() {
                let next = place + 1 < line.marks.count ? line.marks[place + 1].columns : nil
                draw(mark, room: (next?.lowerBound ?? width) - 1, row: row, in: area, on: &canvas)
            }
            row += 1
        }
    }

    /// How many lines fit at the end of the record, marks counted.
    private func shownLines(_ rows: Int) -> Int {
        var left = rows
        var count = 0
        for line in lines.reversed() {
            left -= line.marks.isEmpty ? 1 : 2
            guard left >= 0 else { break }
            count += 1
        }
        return max(1, count)
    }

    /// Underlines a mark, and names what is wrong where that fits before the column the next one needs.
    private func draw(
        _ mark: (columns: Range<Int>, part: RawParts.Part), room: Int, row: Int,
        in area: Rectangle, on canvas: inout Canvas
    ) {
        let role: StyleRole = mark.part.isBad ? .levelError : .rowMark
        for column in mark.columns {
            canvas.sign(mark.part.isBad ? "^" : "-", column: column, row: row, in: area, role: role)
        }
        guard let code = mark.part.code else { return }
        let column = mark.columns.upperBound + 1
        guard column + code.rawValue.utf8.count <= room else { return }
        canvas.write("\(data: code.rawValue)", column: column, row: row, in: area, role: role)
    }

    private mutating func append(
        _ bytes: ArraySlice<UInt8>, part: RawParts.Part?, _ medium: Medium
    ) {
        let role: StyleRole = part?.isBad == true ? .editBad : .text
        for cell in EscapedText.cells(
            bytes, limit: Self.stretchLimit, role: role, medium: medium)
        where cell.width > 0 {
            append(cell, part)
        }
    }

    private mutating func append(_ cell: Cell, _ part: RawParts.Part?) {
        if lines[lines.count - 1].cells.count + Int(cell.width) > width { lines.append(Line()) }
        let last = lines.count - 1
        let column = lines[last].cells.count
        lines[last].cells.append(cell)
        if cell.width == 2 {
            var half = Cell(" ", role: cell.role)
            half.width = 0
            lines[last].cells.append(half)
        }
        guard let part else { return }
        let columns = column..<lines[last].cells.count
        if let mark = lines[last].marks.last, mark.part.range == part.range {
            lines[last].marks[lines[last].marks.count - 1].columns =
                mark.columns.lowerBound..<columns.upperBound
        } else {
            lines[last].marks.append((columns, part))
        }
    }
}
