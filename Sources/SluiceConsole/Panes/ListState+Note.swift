package import SluiceCore

extension ListState {
    /// What the upper border of a list says behind its own words: an order whose column shows no sign of it, marked rows, the
    /// filter.
    ///
    /// - Parameters:
    ///   - table: the list; nil before there is one.
    ///   - width: the columns of the box around it.
    ///   - hasTitles: false for a list without the row that shows the sign.
    package func note(
        _ table: @autoclosure () -> Table?, width: Int, hasTitles: Bool = true
    ) -> SafeText {
        var text: SafeText = ""
        if let sort, let columns = table()?.columns {
            let places = TableFrame(columns, self, width: width - 2).places
            if !hasTitles || !places.contains(where: { $0.id == sort.column }) {
                let name = columns.first { $0.id == sort.column }?.name ?? sort.column
                text = " · \(sort.isDescending ? "▼" : "▲" as SafeText)\(data: name)"
            }
        }
        if marksAll { text = "\(text) · all marked" }
        if !marksAll, !marks.isEmpty { text = "\(text) · \(marks.count) marked" }
        if !filterText.isEmpty { text = "\(text) · /\(data: filterText)" }
        return text
    }
}
