/// An SQL expression over the fields of a record that is known to compile.
///
/// A value that can be kept and sent anywhere; equal to another of the same text over the same fields. What computes it
/// belongs to one thread and is made by ``evaluation()``.
package struct RowExpression: Sendable, Hashable {
    /// Computes it for one record, from the values of its fields in their order; for one thread at a time.
    package typealias Evaluation = ([CellValue]) -> ExpressionOutcome

    /// The expression as it was typed.
    package let text: String
    /// The fields it may read, in the order in which their values are given.
    package let fields: [ExpressionField]
    private let make: @Sendable () -> Evaluation

    /// An expression that was checked; `make` is called once for each thread that computes it.
    package init(
        _ text: String, fields: [ExpressionField], make: @escaping @Sendable () -> Evaluation
    ) {
        self.text = text
        self.fields = fields
        self.make = make
    }

    /// What computes it, for one thread.
    package func evaluation() -> Evaluation { make() }

    /// Same text, same fields.
    package static func == (left: RowExpression, right: RowExpression) -> Bool {
        left.text == right.text && left.fields == right.fields
    }

    /// By text and fields.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(fields)
    }
}
