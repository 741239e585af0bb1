/// What committed operations owe to the directory of dataset files.
extension Store {
    /// The dataset files that a committed operation has changed and that are not known to be replaced.
    package func intendedRuleFiles() throws(StoreError) -> [RuleFileState] {
        try RuleFileState.intended(connection)
    }

    /// Notes that dataset files are as they were intended. A transaction of its own.
    package func forgetIntendedRuleFiles() throws(StoreError) {
        try connection.execute("DELETE FROM rule_files")
    }
}

extension StoreReader {
    /// See ``Store/intendedRuleFiles()``.
    package func intendedRuleFiles() throws(StoreError) -> [RuleFileState] {
        try RuleFileState.intended(connection)
    }

    /// A number that moves when rules may have changed: the newest entry of the journal; nil while a dataset file is not yet replaced.
    package func rulesMark() throws(StoreError) -> Int64? {
        guard try intendedRuleFiles().isEmpty else { return nil }
        return try connection.integer("SELECT max(id) FROM journal_entries") ?? 0
    }
}
