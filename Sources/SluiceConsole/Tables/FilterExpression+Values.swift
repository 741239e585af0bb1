internal import SluiceCore

extension FilterExpression.Test {
    /// True when it holds for what a column has; the digits behind a number or a moment are nobody's words.
    func holds(for value: ColumnValue) -> Bool {
        switch (self, value) {
        case (.contains(let part), .text(let text)): text.lowercased().contains(part)
        case (.compare(let comparison, let bound), .number(let number)):
            comparison.holds(number, bound)
        case (.compare(let comparison, let bound), .text(let text)):
            Double(text).map { comparison.holds($0, bound) } ?? false
        default: false
        }
    }
}
