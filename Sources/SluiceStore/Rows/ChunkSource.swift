internal import SluiceCore

/// What an image is made from while a chunk is written: borrowed pointers into its arrays, and the numbers of its file.
///
/// Plain memory without references, so that a cell costs no reference counting (with the chunk itself in its place
/// a row of 15 columns costs 0.4 µs more, a third of the whole insert).
struct ChunkSource: @unchecked Sendable {  // read only
    /// How many rows there are.
    var rowCount = 0
    /// A row's id is this plus its line.
    var firstRow: Int64 = 0
    /// The ledger id of the file.
    var fileID: Int64 = 0
    /// Lines, times, fractions and location numbers, row by row.
    var lines: UnsafePointer<UInt32>?
    /// See ``lines``.
    var timestamps: UnsafePointer<Int64>?
    /// See ``lines``.
    var fractions: UnsafePointer<UInt64>?
    /// See ``lines``.
    var locations: UnsafePointer<UInt32>?
    /// The ids of the chunk's locations in the database, by number.
    var locationIDs: UnsafePointer<Int64>?
    /// The cells, `columnCount` a row.
    var cells: UnsafePointer<UInt64>?
    /// The null bits, `nullWords` a row.
    var nulls: UnsafePointer<UInt64>?
    /// How each column is stored: see ``Storage``.
    var storages: UnsafePointer<Storage>?
    /// Columns of a row.
    var columnCount = 0
    /// True when one of them is text.
    var hasText = false
    /// Words of null bits per row.
    var nullWords = 0
    /// The arena of text cells.
    var text: UnsafePointer<UInt8>?
    /// Partials: how many, their keys and statistics.
    var partialCount = 0
    /// The id of the chunk's first partial.
    var firstPartial: Int64 = 0
    /// See ``partialCount``.
    var partialKeys: UnsafePointer<PartialTable.Key>?
    /// See ``partialCount``.
    var statistics: UnsafePointer<MetricStatistics>?
    /// Whether the partials are of hours; their hour is NULL otherwise.
    var hasHours = false
    /// Metrics of a partial.
    var metricCount = 0

    /// How the cells of a column go into the database.
    enum Storage: UInt8 {
        /// As an integer.
        case integer
        /// As text from the arena.
        case text
        /// As a double.
        case real
        /// As an integer of thousandths where that is exact, else as a double: see ``ScaledDecimal``.
        case scaled
    }
}
