internal import SluiceCore

/// What an expression may call and what it may not say.
enum ExpressionFunctions {
    /// Functions whose answer depends on their arguments alone and is not much longer than they are, sorted.
    static let allowed: [String] = [
        "abs", "acos", "asin", "atan", "atan2", "ceil", "ceiling", "coalesce", "cos", "degrees",
        "exp", "floor", "glob", "hex", "ifnull", "iif", "instr", "length", "like", "ln", "log",
        "log10", "log2", "lower", "ltrim", "max", "min", "mod", "nullif", "pi", "pow", "power",
        "radians", "replace", "round", "rtrim", "sign", "sin", "sqrt", "substr", "substring", "tan",
        "trim", "trunc", "typeof", "unicode", "upper",
    ]
    private static let allowedSet = Set(allowed)

    /// True when a function may be called, whatever the case of its name.
    static func isAllowed(_ name: String) -> Bool { allowedSet.contains(name.lowercased()) }

    /// Words with which a statement, not an expression, begins or goes on.
    static let refusedWords: Set<String> = [
        "SELECT", "FROM", "WITH", "VALUES", "EXISTS", "OVER", "FILTER", "RAISE", "UNION", "LIMIT",
        "ORDER", "GROUP", "HAVING", "WINDOW", "MATCH", "REGEXP", "CURRENT_TIME", "CURRENT_DATE",
        "CURRENT_TIMESTAMP",
    ]
}
