internal import SluiceCore

/// Rows of cells in aligned columns, for lists on a terminal.
package struct TextTable: Sendable {
    private let titles: [String]
    private let isRight: [Bool]
    private var rows: [[String]] = []

    /// A table with columns; a title that starts with `>` is aligned right.
    package init(_ titles: [String]) {
        isRight = titles.map { $0.hasPrefix(">") }
        self.titles = titles.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
    }

    /// True while there is no row.
    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; hidden characters are shown.
    package mutating func add(_ cells: [String]) {
        rows.append(cells.map { Sanitiser.safe($0).string })
    }

    /// The title and the rows; the last column is not padded. Linear in the text.
    package var lines: [String] { lines(withTitles: true) }

    /// The rows, under the titles when they are wanted: the later pages of a list go without.
    package func lines(withTitles: Bool) -> [String] {
        let all = [titles] + rows
        let widths = titles.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return (withTitles ? all : rows).map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                if isRight[column] { return padding + row[column] }
                return column == row.count - 1 ? row[column] : row[column] + padding
            }
            return cells.joined(separator: "  ")
        }
    }
}
