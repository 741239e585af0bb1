package import SluiceCore

extension ExpressionCompiler {
    /// Compiles SQL expressions with ``ExpressionEvaluator``.
    package static let sql = ExpressionCompiler { text, fields, itself in
        let pool: EvaluatorPool
        do throws(ExpressionProblem) {
            pool = try EvaluatorPool { () throws(ExpressionProblem) in
                try ExpressionEvaluator(text, fields: fields, itself: itself)
            }
        } catch {
            return .failure(error)
        }
        return .success(
            RowExpression(text, fields: fields) {
                guard let lease = pool.lease() else {
                    return { _ in .failed("there is not enough memory") }
                }
                return { lease.evaluator.evaluate($0) }
            })
    }
}
