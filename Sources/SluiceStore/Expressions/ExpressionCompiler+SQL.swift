package import SluiceCore

extension ExpressionCompiler {
    /// Compiles SQL expressions with ``ExpressionEvaluator``.
    package static let sql = ExpressionCompiler { text, fields, itself in
        do throws(ExpressionProblem) {
            _ = try ExpressionEvaluator(text, fields: fields, itself: itself)
        } catch {
            return .failure(error)
        }
        return .success(
            RowExpression(text, fields: fields) {
                // It compiled before: it fails here only for want of memory, and then for every record.
                guard
                    let evaluator = try? ExpressionEvaluator(text, fields: fields, itself: itself)
                else { return { _ in .failed("there is not enough memory") } }
                return { evaluator.evaluate($0) }
            })
    }
}
