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

    /// Why a list of these columns cannot be filtered so: a term is about a column that it does not have; nil when it can.
    package func problem(columns: [String]) -> FilterProblem? {
        let unknown = terms.first { term in !columns.contains { term.isAbout($0) ?? true } }
        return unknown?.column.map { name in
            FilterProblem(
                "no column \(data: name); there are \(data: columns.joined(separator: " "))")
        }
    }
}
