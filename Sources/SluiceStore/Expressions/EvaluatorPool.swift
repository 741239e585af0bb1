internal import SluiceCore
internal import Synchronization

/// Evaluators of one expression that nobody uses at the moment: compiling one takes longer than judging a record, and an editor
/// judges at every key.
final class EvaluatorPool: Sendable {
    /// An evaluator on its way to who uses it, one thread at a time; it goes back when the last reference is gone.
    final class Lease {
        let evaluator: ExpressionEvaluator
        private let pool: EvaluatorPool

        fileprivate init(_ evaluator: ExpressionEvaluator, _ pool: EvaluatorPool) {
            self.evaluator = evaluator
            self.pool = pool
        }

        deinit { pool.put(evaluator) }
    }

    /// Unchecked, because an evaluator in the pool is used by no thread.
    private struct Idle: @unchecked Sendable {
        let evaluator: ExpressionEvaluator
    }

    /// Most evaluators that are kept.
    private static let limit = 4

    private let idle = Mutex<[Idle]>([])
    private let make: @Sendable () throws(ExpressionProblem) -> ExpressionEvaluator

    /// A pool with one evaluator, made now. Throws when the expression does not compile.
    init(
        make: @escaping @Sendable () throws(ExpressionProblem) -> ExpressionEvaluator
    ) throws(ExpressionProblem) {
        self.make = make
        put(try make())
    }

    /// An evaluator for one thread; nil when memory is short.
    func lease() -> Lease? {
        let known = idle.withLock { $0.popLast() }
        // It compiled before: it fails only for want of memory.
        return (known?.evaluator ?? (try? make())).map { Lease($0, self) }
    }

    private func put(_ evaluator: ExpressionEvaluator) {
        let idle = Idle(evaluator: evaluator)
        self.idle.withLock { if $0.count < Self.limit { $0.append(idle) } }
    }
}
