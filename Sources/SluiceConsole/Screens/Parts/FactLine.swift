internal import SluiceCore

/// One line of a summary: a label and facts behind it, or something drawn.
struct FactLine {
    /// A fact with its role.
    typealias Fact = (text: SafeText, role: StyleRole)

    /// How wide labels are with the blanks behind them.
    static let labelWidth = 9

    /// What the facts are about; drawn in a narrow column.
    let label: SafeText
    /// When the line is left out for want of rows: the highest number goes first, 0 never.
    let drop: Int
    private let content: (inout Canvas, Rectangle) -> Void

    /// A line of facts with blanks between them; those that do not fit are left out whole, from the last.
    ///
    /// - Parameter cutsLast: true where the last one is worth more in part than not at all.
    init(
        _ label: SafeText, drop: Int = 0, gap: Int = 2, cutsLast: Bool = false, _ facts: [Fact?]
    ) {
        self.init(label, drop: drop) { canvas, area in
            let facts = facts.compactMap { $0 }
            var column = 0
            for (number, fact) in facts.enumerated() {
                let width = canvas.width(of: fact.text)
                let isCut = cutsLast && number == facts.count - 1
                if column > 0 && column + width > area.width && !isCut { break }
                canvas.write(
                    fact.text, column: column, row: 0, in: area, role: fact.role,
                    width: min(width, max(0, area.width - column)))
                column += width + gap
            }
        }
    }

    /// A line that is drawn by hand behind its label.
    init(
        _ label: SafeText, drop: Int = 0,
        drawing content: @escaping (inout Canvas, Rectangle) -> Void
    ) {
        self.label = label
        self.drop = drop
        self.content = content
    }

    /// The lines that fit into so many rows, in their order.
    static func fitting(_ lines: [FactLine], rows: Int) -> [FactLine] {
        var shown = lines
        while shown.count > max(0, rows),
            let victim = shown.indices.max(by: { shown[$0].drop < shown[$1].drop })
        {
            shown.remove(at: victim)
        }
        return shown
    }

    /// Draws lines from the first row of an area on, with a blank column at each side.
    static func draw(_ lines: [FactLine], in area: Rectangle, on canvas: inout Canvas) {
        let inside = area.inset(columns: 1, rows: 0)
        for (row, line) in fitting(lines, rows: area.height).enumerated() {
            canvas.write(line.label, column: 0, row: row, in: inside, role: .footerText)
            let place = Rectangle(
                column: inside.column + labelWidth, row: inside.row + row,
                width: inside.width - labelWidth, height: 1)
            line.content(&canvas, place)
        }
    }
}
