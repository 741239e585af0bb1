internal import SluiceCore

extension Canvas {
    /// Marks what a filter or a search has found in one column of a row that is drawn already.
    ///
    /// A text is marked wherever it stands, a number that was compared as a whole; what a filter excludes is nowhere.
    mutating func highlight(
        _ filter: FilterExpression, of column: String, row: Int, columns: Range<Int>,
        in area: Rectangle
    ) {
        for term in filter.terms where !term.isNegated {
            guard term.isAbout(column) ?? true else { continue }
            let shown = columns.map { self[area.column + $0, area.row + row] }
            for found in Self.places(of: term.test, in: shown) {
                let first = columns.lowerBound
                mark(
                    .match, row: row, columns: first + found.lowerBound..<first + found.upperBound,
                    in: area)
            }
        }
    }

    private static func places(
        of test: FilterExpression.Test, in cells: [Cell]
    ) -> [Range<Int>] {
        switch test {
        case .contains(let text): places(of: text, in: cells)
        case .compare: number(in: cells, for: test).map { [$0] } ?? []
        }
    }

    /// Where a text in lower case stands in a row of cells, not overlapping itself.
    private static func places(of text: String, in cells: [Cell]) -> [Range<Int>] {
        let wanted = Array(text.unicodeScalars)
        guard let first = wanted.first, cells.count >= wanted.count else { return [] }
        let shown = cells.map { $0.character.properties.lowercaseMapping.unicodeScalars.first }
        var found: [Range<Int>] = []
        var start = 0
        while start + wanted.count <= shown.count {
            if shown[start] == first,
                wanted.indices.allSatisfy({ shown[start + $0] == wanted[$0] })
            {
                found.append(start..<start + wanted.count)
                start += wanted.count
            } else {
                start += 1
            }
        }
        return found
    }

    /// Where the number stands that a row of cells is nothing but, when the test holds for it.
    private static func number(
        in cells: [Cell], for test: FilterExpression.Test
    ) -> Range<Int>? {
        guard let first = cells.firstIndex(where: { $0.character != " " }),
            let last = cells.lastIndex(where: { $0.character != " " })
        else { return nil }
        let text = cells[first...last].map(\.text).joined()
        return test.holds(for: .text(text)) ? first..<last + 1 : nil
    }
}
