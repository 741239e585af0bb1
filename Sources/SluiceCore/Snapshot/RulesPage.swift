/// The rules of a dataset, as they are in force.
package struct RulesPage: Sendable, Equatable {
    /// One condition on a field or a record.
    package struct Row: Sendable, Equatable {
        /// The field it is about; empty for a rule across fields.
        package var field: String
        /// What must hold, such as `range -50…60`.
        package var check: String
        /// What is done where it does not hold: `reject`, `null` or `warn`.
        package var severity: String
        /// The code of its findings.
        package var code: FindingCode
        /// How many entries it holds now.
        package var held: Int

        /// Makes a rule.
        package init(field: String, check: String, severity: String, code: FindingCode, held: Int) {
            self.field = field
            self.check = check
            self.severity = severity
            self.code = code
            self.held = held
        }
    }

    /// The dataset.
    package var dataset: String
    /// The file it is defined in; nil for one that is compiled in.
    package var path: String?
    /// Its rules in the order of its fields.
    package var rows: [Row]

    /// Makes a page.
    package init(dataset: String, path: String?, rows: [Row]) {
        self.dataset = dataset
        self.path = path
        self.rows = rows
    }
}
