internal import SluiceCore

extension FilterExpression.Test {
    /// True when it holds for what a column has.
    func holds(for value: ColumnValue) -> Bool {
        switch (self, value) {
        case (_, .none): false
        case (.contains(let part), .text(let text)): text.lowercased().contains(part)
        case (.contains(let part), .number(let number)): Self.digits(number).contains(part)
        case (.compare(let comparison, let bound), .number(let number)):
            comparison.holds(number, bound)
        case (.compare(let comparison, let bound), .text(let text)):
            Double(text).map { comparison.holds($0, bound) } ?? false
        }
    }

    private static func digits(_ number: Double) -> String {
        Int(exactly: number).map { String($0) } ?? String(number)
    }
}
