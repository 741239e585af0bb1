/// Checks SQL expressions and makes them ready: how pure code gets at the evaluator, which needs SQLite.
package struct ExpressionCompiler: Sendable {
    private let check:
        @Sendable (String, [ExpressionField], Int?) -> Result<RowExpression, ExpressionProblem>

    /// A compiler; the last argument of `check` is the field that `v` stands for.
    package init(
        _ check:
            @escaping @Sendable (String, [ExpressionField], Int?) ->
            Result<RowExpression, ExpressionProblem>
    ) {
        self.check = check
    }

    /// Compiles an expression over some fields; `itself` is the index of the one that `v` stands for as well.
    ///
    /// Throws where in the text the first fault is.
    package func compile(
        _ text: String, fields: [ExpressionField], itself: Int? = nil
    ) throws(ExpressionProblem) -> RowExpression {
        try check(text, fields, itself).get()
    }
}
