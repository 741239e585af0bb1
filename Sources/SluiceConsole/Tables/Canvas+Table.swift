package import SluiceCore

extension Canvas {
    /// Draws a list: a row of titles, then rows with the cursor's `>` and the marks' `*` before them; `nothing` where the filter lets
    /// none of them through.
    package mutating func table(
        _ table: Table, _ list: ListState, in area: Rectangle, isFocused: Bool,
        hasTitles: Bool = true, nothing: SafeText = "nothing here passes the filter"
    ) {
        let frame = TableFrame(table.columns, list, width: area.width)
        let rows = hasTitles ? area.droppingTop(1) : area
        if hasTitles { drawTitles(table.columns, frame, list.sort, in: area) }
        if table.count == 0, !list.filter.isEmpty {
            note(nothing, role: .stale, in: rows)
        }
        for line in 0..<rows.height {
            let position = list.top + line
            guard position < table.count else { break }
            guard let key = table.key(at: position) else { continue }
            let isSelected = position == list.position
            let isShown = isSelected && (isFocused || !list.isFollowing)
            let isMarked = list.marksAll || list.marks.contains(key)
            drawGutter(isShown, isMarked, frame.gutter, row: line, in: rows)
            draw(table, position - table.offset, frame, row: line, in: rows)
            for place in frame.places {
                let columns = place.column..<place.column + place.width
                highlight(list.filter, of: place.id, row: line, columns: columns, in: rows)
                highlight(list.search, of: place.id, row: line, columns: columns, in: rows)
            }
            guard isSelected, isFocused else { continue }
            mark(.selected, row: line, columns: frame.lead, in: rows)
        }
    }

    /// Draws one row of a table in the columns of a list that has the same ones, such as a sum below it.
    package mutating func tableRow(
        _ table: Table, _ list: ListState, row: Int, in area: Rectangle
    ) {
        guard !table.keys.isEmpty else { return }
        draw(table, 0, TableFrame(table.columns, list, width: area.width), row: row, in: area)
    }

    private mutating func drawTitles(
        _ columns: [ColumnLayout], _ frame: TableFrame, _ sort: SortOrder?, in area: Rectangle
    ) {
        for place in frame.places {
            let layout = columns[place.index]
            var title = layout.title
            if let sort, sort.column == layout.id {
                title = (sort.isDescending ? "▼" : "▲") + title
            }
            write(
                title, column: place.column, row: 0, in: area, role: .footerText,
                width: place.width, alignment: layout.alignment)
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
        _ table: Table, _ index: Int, _ frame: TableFrame, row: Int, in area: Rectangle
    ) {
        for place in frame.places {
            switch table.field(index, place.index) {
            case .text(let text, let role, let shorter):
                let form = shorter.map { width(of: text) > place.width ? $0 : text } ?? text
                write(
                    form, column: place.column, row: row, in: area, role: role,
                    width: place.width, alignment: table.columns[place.index].alignment,
                    cut: table.columns[place.index].cut)
            case .series(let series):
                sparkline(series, column: place.column, row: row, width: place.width, in: area)
            case .bar(let part):
                bar(part, column: place.column, row: row, width: place.width, in: area)
            }
        }
    }
}
