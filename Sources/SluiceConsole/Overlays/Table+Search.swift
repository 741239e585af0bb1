internal import SluiceCore

extension Table {
    /// True when all terms of a filter hold for a row at hand, by what its columns show.
    func shows(_ filter: FilterExpression, at row: Int) -> Bool {
        filter.terms.allSatisfy { term in
            let holds = columns.indices.contains { column in
                guard term.isAbout(columns[column].id) ?? true,
                    let text = field(row, column).text
                else { return false }
                return term.test.holds(for: .text(text.string))
            }
            return holds != term.isNegated
        }
    }

    /// What is said behind a number of rows that were found: nothing where the search saw all of the list.
    var reach: SafeText { keys.count < count ? " of those at hand" : "" }

    /// The positions of the rows at hand that a filter finds. Linear.
    func matches(of filter: FilterExpression) -> [Int] {
        guard !filter.isEmpty else { return [] }
        return keys.indices.filter { shows(filter, at: $0) }.map { $0 + offset }
    }
}
