/// Judged records on their way from a parse worker to the store: rows, held records and partial aggregates.
///
/// A class, because it is a buffer of some megabytes that is filled, written and filled again without being copied.
/// It is never shared: a parse worker owns it until it hands it to the writer, which hands it back to the pool.
package final class RecordChunk: @unchecked Sendable {  // one owner at a time, see above
    /// How many records, stored and held together, a chunk takes at most.
    package static let capacity = 8192

    /// What it holds. Who reads many cells takes this out once: every access to the chunk is checked at run time.
    package var contents: ChunkContents

    /// An empty chunk for rows of a schema.
    package init(schema: RowSchema) { contents = ChunkContents(schema: schema) }

    /// The columns of the cells.
    package var schema: RowSchema { contents.schema }
    /// How many rows there are.
    package var count: Int { contents.count }
    /// See ``ChunkContents/lines``.
    package var lines: [UInt32] {
        get { contents.lines }
        _modify { yield &contents.lines }
    }
    /// See ``ChunkContents/timestamps``.
    package var timestamps: [Int64] {
        get { contents.timestamps }
        _modify { yield &contents.timestamps }
    }
    /// See ``ChunkContents/fractions``.
    package var fractions: [UInt64] {
        get { contents.fractions }
        _modify { yield &contents.fractions }
    }
    /// See ``ChunkContents/locations``.
    package var locations: [UInt32] {
        get { contents.locations }
        _modify { yield &contents.locations }
    }
    /// See ``ChunkContents/cells``.
    package var cells: [UInt64] {
        get { contents.cells }
        _modify { yield &contents.cells }
    }
    /// See ``ChunkContents/nulls``.
    package var nulls: [UInt64] {
        get { contents.nulls }
        _modify { yield &contents.nulls }
    }
    /// Words of ``nulls`` per row.
    package var nullWords: Int { contents.nullWords }
    /// See ``ChunkContents/text``.
    package var text: [UInt8] {
        get { contents.text }
        _modify { yield &contents.text }
    }
    /// The distinct locations, byte for byte, by number.
    package var locationNames: [[UInt8]] {
        get { contents.locationTable.names }
        set { contents.locationTable = LocationTable(newValue) }
    }
    /// See ``ChunkContents/partials``.
    package var partials: PartialTable {
        get { contents.partials }
        _modify { yield &contents.partials }
    }
    /// See ``ChunkContents/held``.
    package var held: [HeldRecord] {
        get { contents.held }
        _modify { yield &contents.held }
    }
    /// See ``ChunkContents/softFindings``.
    package var softFindings: [SoftFinding] { contents.softFindings }
    /// Records read into this chunk: rows plus held ones.
    package var recordCount: Int { contents.recordCount }
    /// True when no further record fits: held ones count too, so that a chunk's memory is bounded.
    package var isFull: Bool { recordCount >= Self.capacity }

    /// Counts a row whose line, timestamp, fraction, location, cells and nulls were appended.
    package func commitRow() { contents.commitRow() }

    /// Empties the chunk for rows of a schema, keeping the memory when the schema is the same.
    package func reset(for schema: RowSchema) { contents.reset(for: schema) }
}
