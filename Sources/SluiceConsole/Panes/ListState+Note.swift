internal import SluiceCore

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
    ) -> BorderNote {
        var note = BorderNote()
        if let sort, sort.isOfSource {
            note = note + BorderNote([("reversed", 4), ("rev.", 0)])
        } else if let sort, let columns = table()?.columns {
            let places = TableFrame(columns, self, width: width - 2).places
            if !hasTitles || !places.contains(where: { $0.id == sort.column }) {
                let name = columns.first { $0.id == sort.column }?.name ?? sort.column
                let sign: SafeText = sort.isDescending ? "▼" : "▲"
                note = note + BorderNote([("\(sign)\(data: name)", 4)])
            }
        }
        if marksAll { note = note + BorderNote([("all marked", 5), ("all*", 1)]) }
        if !marksAll, !marks.isEmpty {
            note = note + BorderNote([("\(marks.count) marked", 5), ("\(marks.count)*", 1)])
        }
        guard !filterText.isEmpty else { return note }
        // How many it found, and what is marked, say more than its end.
        let full: SafeText = "/\(data: filterText)"
        let short: SafeText =
            filterText.count > 12 ? "/\(data: String(filterText.prefix(11)))…" : full
        return note + BorderNote([(full, 2), (short, 0)])
    }
}
