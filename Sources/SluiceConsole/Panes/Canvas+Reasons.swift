package import SluiceCore

extension Canvas {
    /// Draws reasons as one line of names, counts and bars, as many as there is room for.
    package mutating func reasonLine(_ reasons: [ReasonCount], in area: Rectangle) {
        guard let most = reasons.map(\.count).max(), most > 0 else {
            return note("nothing is held from these files", role: .footerText, in: area)
        }
        let shown = reasons.prefix(area.width >= 45 ? 3 : 2)
        let room = max(0, area.width - 1) / shown.count
        for (place, reason) in shown.enumerated() {
            let label: SafeText = "\(reason.code.name) \(NumberText.count(reason.count)) "
            let start = 1 + place * room
            let used = write(label, column: start, row: 0, in: area, role: .text)
            bar(
                Double(reason.count) / Double(most), column: start + used, row: 0,
                width: max(0, room - used - 2), in: area, role: .chartBad)
        }
    }

    /// Draws reasons as lines of a name, a count and a bar, the most frequent first.
    package mutating func reasonBars(_ reasons: [ReasonCount], in area: Rectangle) {
        guard let most = reasons.map(\.count).max(), most > 0 else {
            return note("nothing is held from these files", role: .footerText, in: area)
        }
        for (row, reason) in reasons.prefix(area.height).enumerated() {
            write(reason.code.name, column: 1, row: row, in: area, width: 10)
            write(
                NumberText.count(reason.count), column: 11, row: row, in: area, width: 6,
                alignment: .right)
            bar(
                Double(reason.count) / Double(most), column: 18, row: row,
                width: max(0, min(60, area.width - 20)), in: area, role: .chartBad)
        }
    }
}

extension FindingCode {
    /// Its name.
    package var name: SafeText { Sanitiser.safe(rawValue) }
}
