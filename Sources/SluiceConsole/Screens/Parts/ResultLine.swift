internal import SluiceCore

/// What becomes of some of the entries that an operation is about: how many, their part of all as a bar, and why they would stay.
struct ResultLine {
    /// How many, and what becomes of them.
    let text: SafeText
    /// Their part of all entries, more than 0 and at most 1.
    let share: Double
    /// True where they would stay as they are.
    let isProblem: Bool
    /// Why they would stay; nil where nothing is said of that.
    let reason: SafeText?

    /// The columns of the text, with the blank behind it where the bar begins.
    private static let barStart = 23
    /// The columns of the longest bar, and of the shortest one that still tells parts apart.
    private static let barWidths = 4...40

    /// The columns that stand for all entries: the same for all lines, so few that each reason is whole behind its bar. 0 where bars of
    /// so few would tell nothing.
    static func barWidth(_ lines: [ResultLine], in width: Int, on canvas: Canvas) -> Int {
        let room = width - barStart - 1
        let most = lines.reduce(min(barWidths.upperBound, room)) { most, line in
            guard let reason = line.reason else { return most }
            let left = Double(max(0, room - canvas.width(of: reason)))
            return min(Double(most), left / line.share) < Double(most)
                ? Int(left / line.share) : most
        }
        return most < barWidths.lowerBound ? 0 : most
    }

    /// Draws it, with the reason behind the bar, or behind the text where there are no bars.
    func draw(barWidth: Int, in area: Rectangle, on canvas: inout Canvas) {
        let textWidth = Self.barStart - 1
        canvas.write(
            text, column: 0, row: 0, in: area, role: isProblem ? .levelWarn : .levelOK,
            width: textWidth)
        canvas.bar(
            share, column: Self.barStart, row: 0, width: barWidth, in: area,
            role: isProblem ? .chartBad : .chartLine)
        guard let reason else { return }
        let bar = Int((Double(barWidth) * share).rounded(.up))
        let column =
            barWidth > 0
            ? Self.barStart + bar + 1 : min(textWidth, canvas.width(of: text)) + 2
        canvas.write(
            reason, column: column, row: 0, in: area, role: .footerText,
            width: max(0, area.width - column))
    }
}
