internal import SluiceCore

extension Canvas {
    /// Draws a list: a row of titles, then rows with the cursor's `>` and the marks' `*` before them.
    package mutating func table(
        _ table: Table, _ list: ListState, in area: Rectangle, isFocused: Bool
    ) {
        let gutter = area.width >= 50 ? 2 : 1
        let columns = Array(table.columns.dropFirst(0))
        let places = scrolled(
            ColumnLayout.fitting(columns, width: area.width - gutter), list.firstColumn)
        drawTitles(columns, places, list, gutter: gutter, in: area)
        for line in 0..<max(0, area.height - 1) {
            let position = list.top + line
            guard position < table.count else { break }
            guard let key = table.key(at: position) else { continue }
            let row = line + 1
            let isSelected = position == list.position
            drawGutter(isSelected, list.marks.contains(key), gutter, row: row, in: area)
            var column = gutter
            for place in places {
                draw(
                    table.field(position - table.offset, place.index), columns[place.index],
                    column: column, row: row, width: place.width, in: area)
                column += place.width + 1
            }
            guard isSelected, isFocused else { continue }
            mark(.selected, row: row, columns: 0..<area.width, in: area)
        }
    }

    /// The columns from the one the operator scrolled to on; the first stays.
    private func scrolled(
        _ places: [(index: Int, width: Int)], _ count: Int
    ) -> [(index: Int, width: Int)] {
        guard count > 0, places.count > 1 else { return places }
        let gone = min(count, places.count - 2)
        return [places[0]] + places.dropFirst(1 + max(0, gone))
    }

    private mutating func drawTitles(
        _ columns: [ColumnLayout], _ places: [(index: Int, width: Int)], _ list: ListState,
        gutter: Int, in area: Rectangle
    ) {
        var column = gutter
        for place in places {
            let layout = columns[place.index]
            write(
                layout.title, column: column, row: 0, in: area, role: .footerText,
                width: place.width, alignment: layout.alignment)
            column += place.width + 1
        }
    }

    private mutating func drawGutter(
        _ isSelected: Bool, _ isMarked: Bool, _ gutter: Int, row: Int, in area: Rectangle
    ) {
        if isSelected { sign(">", column: 0, row: row, in: area, role: .rowMark) }
        guard isMarked else { return }
        let isShared = gutter == 1 && isSelected
        sign(isShared ? "#" : "*", column: gutter - 1, row: row, in: area, role: .rowMark)
    }

    private mutating func draw(
        _ field: Field, _ layout: ColumnLayout, column: Int, row: Int, width: Int,
        in area: Rectangle
    ) {
        switch field {
        case .text(let text, let role):
            write(
                text, column: column, row: row, in: area, role: role, width: width,
                alignment: layout.alignment)
        case .series(let series):
            sparkline(series, column: column, row: row, width: width, in: area)
        case .bar(let part): bar(part, column: column, row: row, width: width, in: area)
        }
    }
}
