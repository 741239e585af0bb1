/// One field of a dataset: the column it is read from, what its cells must be, and how they are stored.
package struct DatasetField: Sendable, Hashable {
    /// Name of the column in the file, compared as ``HeaderName`` does.
    package var name: String
    /// Name of the column in the database, `[a-z_][a-z0-9_]{0,62}`; nil means the normalised ``name``.
    package var store: String?
    /// Other names the column may have in a file.
    package var aliases: [String]
    /// What a cell is.
    package var type: FieldType
    /// What a cell must satisfy, in the unit it is stored in.
    package var constraints: FieldConstraints
    /// The unit it is stored in; empty when nothing was said. Only shown, never interpreted.
    package var unit: String
    /// The unit of the file; empty means the same as ``unit``.
    package var sourceUnit: String
    /// How a number of the file becomes the stored one; nil when they are the same.
    package var conversion: LinearConversion?
    /// The decimal mark of numbers, one ASCII byte; normally a point.
    package var decimalMark: UInt8
    /// Texts that stand for "no value" in this field; nil means those of the dataset.
    package var missingValues: [String]?
    /// False for a number that is stored but not aggregated.
    package var isAggregated: Bool
    /// What becomes of a record whose cell breaks a rule.
    package var severity: Severity
    /// Exceptions from ``severity`` for single kinds of findings.
    package var severities: [FindingCode: Severity]

    /// Makes a field; what is left out has the value of a dataset file that does not mention it.
    package init(
        _ name: String, store: String? = nil, aliases: [String] = [], type: FieldType = .string,
        constraints: FieldConstraints = FieldConstraints(), unit: String = "",
        sourceUnit: String = "", conversion: LinearConversion? = nil,
        decimalMark: UInt8 = UInt8(ascii: "."), missingValues: [String]? = nil,
        isAggregated: Bool = true, severity: Severity = .reject,
        severities: [FindingCode: Severity] = [:]
    ) {
        self.name = name
        self.store = store
        self.aliases = aliases
        self.type = type
        self.constraints = constraints
        self.unit = unit
        self.sourceUnit = sourceUnit
        self.conversion = conversion
        self.decimalMark = decimalMark
        self.missingValues = missingValues
        self.isAggregated = isAggregated
        self.severity = severity
        self.severities = severities
    }

    /// Name of its column in the database.
    package var storedName: String { store ?? HeaderName.normalized(Array(name.utf8)) }

    /// What becomes of a record in which a cell of this field has a finding of a kind.
    package func severity(of code: FindingCode) -> Severity { severities[code] ?? severity }
}
