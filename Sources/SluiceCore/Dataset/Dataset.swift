/// The definition of one kind of file: how it is read, what its cells must be, and where time and place come from.
///
/// A plain value: it may contradict itself (an unknown time field, a pattern that does not compile).
/// ``problems`` lists what is wrong; only a dataset without problems may be given to a judge.
package struct Dataset: Sendable, Hashable {
    /// Name in the database, `[a-z][a-z0-9_]{0,40}`, not `data` or `sensor_data`; `university` is compiled in.
    package var name: String
    /// What a person calls it; empty when nothing was said.
    package var title: String
    /// Which files belong to it.
    package var match: DatasetMatch
    /// Delimiter and quote of its files.
    package var dialect: Dialect
    /// Texts that stand for "no value" in every field; the empty cell always does.
    package var missingValues: [String]
    /// The fields in the order in which they are stored.
    package var fields: [DatasetField]
    /// Where the time of a record comes from.
    package var time: TimeSource
    /// Where the place of a record comes from.
    package var location: LocationSource
    /// What is done with a record whose key was seen before.
    package var duplicates: DuplicatePolicy
    /// Which later files take the place of earlier ones; nil when none does by itself.
    package var supersession: SupersessionPolicy?
    /// Names of the fields that make the key; meaningful unless the policy is ``DuplicatePolicy/keep``.
    package var keyFields: [String]
    /// What `data_source` of its rows says; nil means the name of the dataset.
    package var dataSource: String?
    /// How far a time may lie ahead of the clock, in seconds; nil means any time is accepted.
    package var futureToleranceSeconds: Int64?
    /// Conditions across its fields, in the order in which they are asked.
    package var rules: [CrossFieldRule]

    /// Makes a dataset; what is left out has the value of a dataset file that does not mention it.
    package init(
        name: String, title: String = "", match: DatasetMatch = DatasetMatch(),
        dialect: Dialect = Dialect(), missingValues: [String] = [""], fields: [DatasetField],
        time: TimeSource, location: LocationSource, duplicates: DuplicatePolicy = .keep,
        supersession: SupersessionPolicy? = nil, keyFields: [String] = [],
        dataSource: String? = nil, futureToleranceSeconds: Int64? = nil,
        rules: [CrossFieldRule] = []
    ) {
        self.name = name
        self.title = title
        self.match = match
        self.dialect = dialect
        self.missingValues = missingValues
        self.fields = fields
        self.time = time
        self.location = location
        self.duplicates = duplicates
        self.supersession = supersession
        self.keyFields = keyFields
        self.dataSource = dataSource
        self.futureToleranceSeconds = futureToleranceSeconds
        self.rules = rules
    }

    /// What the ledger and the views call the source of its rows.
    package var effectiveDataSource: String { dataSource ?? name }

    /// The field of a name, compared as written; nil when there is none. Linear time.
    package func field(named name: String) -> DatasetField? {
        fields.first { $0.name == name }
    }
}
