/// What the store needs to know of a dataset: the columns of its rows, and which of them are metrics.
package struct RowSchema: Sendable, Hashable {
    /// How a cell is stored.
    package enum Kind: String, Sendable, Hashable {
        /// An IEEE double; the cell holds its bit pattern.
        case real
        /// A signed 64-bit integer; the cell holds its two's complement bit pattern.
        case integer
        /// Text in the chunk's arena; the cell holds `offset << 32 | length`.
        case text
    }

    /// One stored column.
    package struct Column: Sendable, Hashable {
        /// Column name in the database: `[a-z_][a-z0-9_]{0,62}`, unique in the schema.
        package let name: String
        /// How its cells are stored.
        package let kind: Kind
        /// True when the column is aggregated per location and hour; never for text.
        package let isMetric: Bool

        /// Makes a column.
        package init(name: String, kind: Kind, isMetric: Bool) {
            self.name = name
            self.kind = kind
            self.isMetric = isMetric
        }
    }

    /// Name of the dataset, `[a-z][a-z0-9_]{0,40}`; `university` is the compiled-in one.
    package let dataset: String
    /// The columns in the order of the cells of a row; time and location are not among them.
    package let columns: [Column]
    /// Indices into ``columns`` of the metrics, ascending.
    package let metrics: [Int]

    /// Makes a schema; the metrics follow from the columns.
    package init(dataset: String, columns: [Column]) {
        self.dataset = dataset
        self.columns = columns
        metrics = columns.indices.filter { columns[$0].isMetric }
    }
}
