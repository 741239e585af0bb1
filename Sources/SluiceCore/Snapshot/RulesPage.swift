/// The rules of a dataset, as they are in force.
package struct RulesPage: Sendable, Equatable {
    /// One condition on a field or a record.
    package struct Row: Sendable, Equatable {
        /// The field it is about; empty for a rule across fields.
        package var field: String
        /// The name of a rule across fields; empty for another.
        package var name = ""
        /// What must hold, such as `range -50…60`.
        package var check: String
        /// What is done where it does not hold: `reject`, `null` or `warn`.
        package var severity: String
        /// The code of its findings.
        package var code: FindingCode
        /// How many entries it holds now.
        package var held: Int
        /// Since when the last of them is held, in microseconds since 1970 UTC; nil when there is none.
        package var lastMicroseconds: Int64?
        /// The limits of a range; nil for another rule. Both may be nil when neither is set yet.
        package var limits: Limits?

        /// What its findings have in common.
        package var group: QuarantineGroup.Key {
            var group = QuarantineGroup.Key()
            (group.code, group.field) = (code, field.isEmpty ? name : field)
            return group
        }

        /// Makes a rule.
        package init(field: String, check: String, severity: String, code: FindingCode, held: Int) {
            self.field = field
            self.check = check
            self.severity = severity
            self.code = code
            self.held = held
        }
    }

    /// The limits of a numeric field, inclusive, in the stored unit.
    package struct Limits: Sendable, Hashable {
        /// The smallest value allowed; nil for none.
        package var minimum: Double?
        /// The largest value allowed; nil for none.
        package var maximum: Double?

        /// Makes limits.
        package init(minimum: Double?, maximum: Double?) {
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// The dataset.
    package var dataset: String
    /// The file it is defined in, below the station's directory of datasets; nil for one that is compiled in.
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
