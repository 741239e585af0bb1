internal import SluiceCore

/// A limit of a rule as it is typed and shown: a number, or nothing where there is none.
enum LimitText {
    /// The digits of a limit; empty for none.
    static func text(_ limit: Double?) -> String { RuleChange.text(limit) }

    /// The limit that a text means; nil when it means none.
    static func limit(_ text: String) -> Result<Double?, Problem> {
        let digits = text.utf8.filter { $0 != UInt8(ascii: " ") }
        guard !digits.isEmpty else { return .success(nil) }
        guard let number = DecimalNumber.parse(digits.span, 0..<digits.count) else {
            return .failure(Problem(message: "a number, or nothing"))
        }
        return .success(number)
    }

    /// Why a text is no limit.
    struct Problem: Error, Equatable {
        /// What is wrong, for the operator.
        let message: SafeText
    }
}
