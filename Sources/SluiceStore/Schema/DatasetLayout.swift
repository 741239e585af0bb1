internal import SluiceCore

/// How a dataset's columns lie in the database: by position, whatever order a schema gives them in.
///
/// A column keeps its position for ever; new ones go to the end. The column at position 3 is called `c3` in the table and
/// by its own name in the view.
struct DatasetLayout: Equatable {
    /// One column as the database knows it.
    struct Column: Equatable {
        /// Its name in the dataset.
        let name: String
        /// How its cells are stored.
        let kind: RowSchema.Kind
        /// Its number among the metrics; nil when it is none.
        var metric: Int?
    }

    /// More metrics than this have no partials: a table has at most 2 000 columns. Their aggregates come from the rows.
    static let partialMetricLimit = 300

    /// Name of the dataset.
    let dataset: String
    /// The columns by position.
    private(set) var columns: [Column]

    /// A layout as it was read from the database.
    init(dataset: String, columns: [Column]) {
        self.dataset = dataset
        self.columns = columns
    }

    /// How many metrics there are.
    var metricCount: Int { columns.count { $0.metric != nil } }

    /// True when the dataset has a table of partials.
    var hasPartials: Bool { (1...Self.partialMetricLimit).contains(metricCount) }

    /// Names of its tables and views.
    var rowsTable: String { "rows_\(dataset)" }
    /// See ``rowsTable``.
    var timeIndex: String { "\(rowsTable)_by_time" }
    /// See ``rowsTable``.
    var partialsTable: String { "partials_\(dataset)" }
    /// See ``rowsTable``.
    var rawView: String { dataset == "university" ? "raw_sensor_data" : "raw_\(dataset)" }
    /// See ``rowsTable``.
    var metricsView: String { "dataset_metrics_\(dataset)" }

    /// The layout with the columns of a schema: see ``extend(by:)``.
    func extended(by schema: RowSchema) throws(StoreError) -> DatasetLayout {
        var layout = self
        try layout.extend(by: schema)
        return layout
    }

    /// Takes in the columns of a schema: new ones are added, known ones must have the same kind, else `refused` is thrown.
    mutating func extend(by schema: RowSchema) throws(StoreError) {
        for column in schema.columns {
            if let position = position(of: column.name) {
                guard columns[position].kind == column.kind else {
                    let (stored, now) = (columns[position].kind.typeName, column.kind.typeName)
                    throw StoreError(
                        .refused,
                        "column \(column.name) of dataset \(dataset) is stored as \(stored), and its type is "
                            + "now \(now): a dataset of another name can have that type"
                    )
                }
                if column.isMetric, columns[position].metric == nil {
                    columns[position].metric = nextMetric
                }
            } else {
                columns.append(
                    Column(
                        name: column.name, kind: column.kind,
                        metric: column.isMetric ? nextMetric : nil))
            }
        }
    }

    /// The position of a column; nil when it is unknown. Linear time.
    func position(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

    /// The positions of the metrics in the order of their numbers, which is that of the columns of the table of partials.
    var metricPositions: [Int] {
        columns.indices.filter { columns[$0].metric != nil }
            .sorted { (columns[$0].metric ?? 0) < (columns[$1].metric ?? 0) }
    }

    private var nextMetric: Int { (columns.compactMap(\.metric).max() ?? -1) + 1 }

    /// The SQL that gives the value of the column at a position of table `r` back.
    func value(at position: Int) -> String {
        let stored = "r.c\(position)"
        return columns[position].kind == .real ? ScaledDecimal.expression(stored) : stored
    }

    /// Names of the five columns of a metric in the table of partials.
    static func partialColumns(_ metric: Int) -> [String] {
        ["n\(metric)", "mean\(metric)", "m2_\(metric)", "low\(metric)", "high\(metric)"]
    }
}

extension RowSchema.Kind {
    /// What dataset files call it.
    fileprivate var typeName: String {
        switch self {
        case .real: "number"
        case .integer: "integer"
        case .text: "string"
        }
    }
}

extension DatasetLayout {
    /// True when the dataset's tables are there and have the columns that the catalog says.
    func isThatOfTables(in connection: Connection) throws(StoreError) -> Bool {
        func columns(of table: String, like pattern: String) throws(StoreError) -> Int64 {
            try connection.integer(
                """
                SELECT count(*) FROM pragma_table_info(\(ViewText.literal(table)))
                    WHERE name GLOB \(ViewText.literal(pattern))
                """) ?? 0
        }
        guard try columns(of: rowsTable, like: "id") == 1,
            try columns(of: rowsTable, like: "c[0-9]*") == Int64(self.columns.count)
        else { return false }
        guard hasPartials else { return true }
        return try columns(of: partialsTable, like: "id") == 1
    }
}
