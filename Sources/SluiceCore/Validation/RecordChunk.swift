/// Judged records on their way from a parse worker to the store: rows, held records and partial aggregates.
///
/// A class, because it is a buffer of some megabytes that is filled, written and filled again without being copied.
/// It is never shared: a parse worker owns it until it hands it to the writer, which hands it back to the pool.
package final class RecordChunk: @unchecked Sendable {  // one owner at a time, see above
    /// How many records, stored and held together, a chunk takes at most.
    package static let capacity = 8192

    /// The columns of the cells.
    package private(set) var schema: RowSchema
    /// How many rows there are.
    package private(set) var count = 0
    /// Per row: physical line on which the record starts, 1-based.
    package var lines: [UInt32] = []
    /// Per row: milliseconds since 1970-01-01T00:00Z, fraction cut off (rounded down).
    package var timestamps: [Int64] = []
    /// Per row: the digits of the second's fraction as written, `digitCount << 32 | value`; 0 when there is none.
    package var fractions: [UInt64] = []
    /// Per row: index into ``locationNames``.
    package var locations: [UInt32] = []
    /// The cells, row by row: index `row * schema.columns.count + column`; bit patterns as ``RowSchema/Kind`` says.
    package var cells: [UInt64] = []
    /// Which cells are NULL, row by row, ``nullWords`` words a row, bit `column % 64` of word `column / 64`.
    package var nulls: [UInt64] = []
    /// Words of ``nulls`` per row.
    package private(set) var nullWords: Int
    /// The bytes of text cells.
    package var text: [UInt8] = []
    /// The distinct locations of this chunk, found by their bytes.
    package var locationTable = LocationTable()
    /// The distinct locations of this chunk, byte for byte, by number.
    package var locationNames: [[UInt8]] {
        get { locationTable.names }
        set { locationTable = LocationTable(newValue) }
    }
    /// Partial aggregates of the rows.
    package var partials: PartialTable
    /// Records judged bad, in file order.
    package var held: [HeldRecord] = []
    /// Bytes of raw text in ``held``.
    package private(set) var heldBytes = 0
    /// Cells that were stored as NULL or as they stand by a declared severity; the first ``SoftFinding/limit`` of them.
    package private(set) var softFindings: [SoftFinding] = []
    /// Records read into this chunk: rows plus held ones.
    package var recordCount: Int { count + held.count }
    /// True when no further record fits: held ones count too, so that a chunk's memory is bounded.
    package var isFull: Bool { recordCount >= Self.capacity }

    /// An empty chunk for rows of a schema.
    package init(schema: RowSchema) {
        self.schema = schema
        nullWords = (schema.columns.count + 63) / 64
        partials = PartialTable(metricCount: schema.metrics.count)
    }

    /// Counts a row whose line, timestamp, fraction, location, cells and nulls were appended.
    package func commitRow() { count += 1 }

    /// Adds a row whose values are given; `cells` and `nulls` are those of one row.
    package func appendRow(
        line: Int, milliseconds: Int64, fraction: UInt64, location: UInt32, cells row: [UInt64],
        nulls rowNulls: [UInt64]
    ) {
        lines.append(UInt32(truncatingIfNeeded: line))
        timestamps.append(milliseconds)
        fractions.append(fraction)
        locations.append(location)
        cells.append(contentsOf: row)
        nulls.append(contentsOf: rowNulls)
        count += 1
    }

    /// Adds a record that was judged bad.
    package func appendHeld(_ record: HeldRecord) {
        held.append(record)
        heldBytes += record.raw.count
    }

    /// Adds a soft finding unless there are ``SoftFinding/limit`` already.
    package func appendSoft(_ finding: SoftFinding) {
        if softFindings.count < SoftFinding.limit { softFindings.append(finding) }
    }

    /// Empties the chunk for rows of a schema, keeping the memory when the schema is the same.
    package func reset(for schema: RowSchema) {
        if schema != self.schema {
            self.schema = schema
            nullWords = (schema.columns.count + 63) / 64
            partials = PartialTable(metricCount: schema.metrics.count)
        } else {
            partials.removeAll()
        }
        count = 0
        lines.removeAll(keepingCapacity: true)
        timestamps.removeAll(keepingCapacity: true)
        fractions.removeAll(keepingCapacity: true)
        locations.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        nulls.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        locationTable.removeAll()
        held.removeAll(keepingCapacity: true)
        heldBytes = 0
        softFindings.removeAll(keepingCapacity: true)
    }
}
