/// A configuration that cannot be used, with everything that is wrong with it.
package struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, at least one, in the order of the text.
    package let problems: [ConfigurationProblem]

    /// Makes an error of one problem.
    package init(_ problem: ConfigurationProblem) {
        problems = [problem]
    }

    /// Makes an error of several problems, put into the order of the text; nil when there are none.
    package init?(_ problems: [ConfigurationProblem]) {
        guard !problems.isEmpty else { return nil }
        let unknown = TomlPosition(line: 0, column: 0)
        self.problems = problems.enumerated().sorted { left, right in
            let leftPosition = left.element.place.position ?? unknown
            let rightPosition = right.element.place.position ?? unknown
            return leftPosition == rightPosition
                ? left.offset < right.offset : leftPosition < rightPosition
        }.map(\.element)
    }

    /// Makes an error of the problems of several files, each file's in order already; nil when there are none.
    init?(inFileOrder problems: [ConfigurationProblem]) {
        guard !problems.isEmpty else { return nil }
        self.problems = problems
    }

    /// One line for each problem.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
