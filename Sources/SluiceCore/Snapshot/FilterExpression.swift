/// What an operator typed behind `/`: terms that must all hold, such as `!RANGE field:mood >1.5`.
///
/// Terms are parted by spaces; quotes keep spaces. `x` holds when a column contains it (letter case aside), `name:x` when
/// that column does, `>1.5`, `>=`, `<`, `<=`, `=` compare numbers (`name:>1.5` in one column), and `!` before a term
/// turns it round. Whoever has the rows evaluates it: the console for its lists, the store for its pages.
package struct FilterExpression: Sendable, Hashable {
    /// How a number is compared.
    package enum Comparison: String, Sendable, CaseIterable {
        /// At least.
        case atLeast = ">="
        /// At most.
        case atMost = "<="
        /// Larger.
        case above = ">"
        /// Smaller.
        case below = "<"
        /// Equal.
        case equal = "="

        /// True when a number stands so to a limit.
        package func holds(_ number: Double, _ limit: Double) -> Bool {
            switch self {
            case .atLeast: number >= limit
            case .atMost: number <= limit
            case .above: number > limit
            case .below: number < limit
            case .equal: number == limit
            }
        }
    }

    /// What a term looks for.
    package enum Test: Sendable, Hashable {
        /// The text is part of the column's; in lower case already.
        case contains(String)
        /// The column's number compares so.
        case compare(Comparison, Double)

        /// True for what is looked for in times although no column is named: a time of day such as `03:06`, or a date such as
        /// `2026-11-27` or `2026-11`.
        package var isMoment: Bool {
            guard case .contains(let text) = self, text.allSatisfy({ "0123456789:- ".contains($0) })
            else { return false }
            let year = text.utf8.prefix { (48...57).contains($0) }
            return text.contains(":") || year.count == 4 && text.utf8.dropFirst(4).first == 0x2D
        }
    }

    /// One condition.
    package struct Term: Sendable, Hashable {
        /// True when it must not hold.
        package var isNegated: Bool
        /// The column it is about, in lower case, or a beginning of its name; nil for any.
        package var column: String?
        /// What it looks for.
        package var test: Test
        /// How far the clock that is looked at is ahead of UTC, in seconds: words may be part of a time.
        package var zoneSeconds: Int

        /// Makes a condition.
        package init(
            isNegated: Bool = false, column: String? = nil, test: Test, zoneSeconds: Int = 0
        ) {
            self.isNegated = isNegated
            self.column = column
            self.test = test
            self.zoneSeconds = zoneSeconds
        }

        /// Whether it is about a column, of which it may name a beginning; nil when it names none, so that whoever filters decides
        /// where it looks.
        package func isAbout(_ column: String) -> Bool? {
            self.column.map { column.hasPrefix($0) }
        }
    }

    /// The conditions, all of which must hold; none lets everything through.
    package var terms: [Term] = []

    /// Lets everything through.
    package init() {}

    /// Lets everything through.
    package var isEmpty: Bool { terms.isEmpty }

    /// The filter for a list of these columns: terms that have a beginning of what the list calls a column have its id in place of it.
    ///
    /// Throws when a term is about a column that the list does not have.
    package func resolved(
        _ columns: [(id: String, name: String)]
    ) throws(FilterProblem) -> FilterExpression {
        var filter = self
        for place in terms.indices {
            let term = terms[place]
            guard let name = term.column, !columns.contains(where: { term.isAbout($0.id) == true })
            else { continue }
            guard let meant = columns.first(where: { $0.name.hasPrefix(name) }) else {
                let names = columns.map(\.name).joined(separator: " ")
                throw FilterProblem("no column \(data: name); there are \(data: names)")
            }
            filter.terms[place].column = meant.id
        }
        return filter
    }
}
