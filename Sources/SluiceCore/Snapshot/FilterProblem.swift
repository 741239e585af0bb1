/// Why what was typed is no ``FilterExpression``, in a few words for the operator.
package struct FilterProblem: Error, Hashable {
    /// What is wrong, and with which term.
    package let message: SafeText

    /// Makes a problem.
    package init(_ message: SafeText) { self.message = message }
}
