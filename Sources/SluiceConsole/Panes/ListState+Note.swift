package import SluiceCore

extension ListState {
    /// What the upper border of a list says behind its own words: marked rows, and the filter.
    package var note: SafeText {
        var text: SafeText = ""
        if marksAll { text = " · all marked" }
        if !marksAll, !marks.isEmpty { text = "\(text) · \(marks.count) marked" }
        if !filterText.isEmpty { text = "\(text) · /\(data: filterText)" }
        return text
    }
}
