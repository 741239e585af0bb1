/// What a ``RecordChunk`` holds: rows column by column, held records and partial aggregates.
///
/// A value of its own, so that a judge takes it out of the chunk once per block of bytes and not once per row.
package struct ChunkContents: Sendable {
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
    /// Per row: the number of its location in ``locationTable``.
    package var locations: [UInt32] = []
    /// The cells, row by row: index `row * schema.columns.count + column`; bit patterns as ``RowSchema/Kind`` says.
    package var cells: [UInt64] = []
    /// Which cells are NULL, row by row, ``nullWords`` words a row, bit `column % 64` of word `column / 64`.
    package var nulls: [UInt64] = []
    /// Words of ``nulls`` per row.
    package private(set) var nullWords: Int
    /// The bytes of text cells.
    package var text: [UInt8] = []
    /// The distinct locations, found by their bytes.
    package var locationTable = LocationTable()
    /// Partial aggregates of the rows.
    package var partials: PartialTable
    /// Records judged bad, in file order.
    package var held: [HeldRecord] = []
    /// Bytes of the raw text and of the findings in ``held``.
    package private(set) var heldBytes = 0
    /// Cells that were stored as NULL or as they stand by a declared severity; the first ``SoftFinding/limit`` of them.
    package private(set) var softFindings: [SoftFinding] = []
    /// Per row: where it came from; empty unless the dataset's duplicates go to quarantine.
    package var sources: [RowSource] = []
    /// The raw bytes of the rows that have a source.
    package private(set) var sourceBytes: [UInt8] = []

    /// No records, for rows of a schema.
    package init(schema: RowSchema) {
        self.schema = schema
        nullWords = (schema.columns.count + 63) / 64
        partials = PartialTable(metricCount: schema.metrics.count)
    }

    /// Records read: rows plus held ones.
    @inline(__always)
    package var recordCount: Int { count &+ held.count }

    /// Bytes of everything whose size the file decides: text cells, location names and held records.
    @inline(__always)
    package var variableBytes: Int {
        text.count &+ locationTable.byteCount &+ heldBytes &+ sourceBytes.count
    }

    /// Counts a row whose line, timestamp, fraction, location, cells and nulls were appended.
    package mutating func commitRow() { count += 1 }

    /// True when the cell of a row, both by their numbers, has no value.
    @inline(__always)
    package func isNull(_ row: Int, _ column: Int) -> Bool {
        nulls[row &* nullWords &+ column / 64] >> UInt64(column % 64) & 1 != 0
    }

    /// Adds a row whose values are given; `cells` and `nulls` are those of one row.
    @inline(__always)
    package mutating func appendRow(
        line: Int, time: TimeStamp, location: UInt32, cells row: [UInt64], nulls rowNulls: [UInt64]
    ) {
        lines.append(UInt32(truncatingIfNeeded: line))
        timestamps.append(time.milliseconds)
        fractions.append(time.fraction)
        locations.append(location)
        cells.append(contentsOf: row)
        nulls.append(contentsOf: rowNulls)
        count &+= 1
    }

    /// Keeps the raw bytes of the row added last.
    package mutating func appendSource(_ raw: [UInt8], byteOffset: Int, rawSize: Int) {
        sources.append(
            RowSource(
                byteOffset: byteOffset, start: sourceBytes.count, count: raw.count,
                rawSize: rawSize))
        sourceBytes += raw
    }

    /// Says how many rows there are, for who has taken some out of every column.
    mutating func setCount(_ count: Int) { self.count = count }

    /// Adds the text of a cell, which is the bytes of a range, and returns what stands for it in the cell.
    package mutating func appendText(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) -> UInt64 {
        let start = text.count
        for index in range { text.append(bytes[index]) }
        return UInt64(start) << 32 | UInt64(range.count)
    }

    /// Takes back text that was added behind a length, for a row that is not stored.
    @inline(__always)
    package mutating func removeText(behind length: Int) {
        if text.count > length { text.removeSubrange(length...) }
    }

    /// Adds a record that was judged bad.
    package mutating func appendHeld(_ record: HeldRecord) {
        held.append(record)
        heldBytes += Self.bytes(of: record)
    }

    private static func bytes(of record: HeldRecord) -> Int {
        record.findings.reduce(record.raw.count) { sum, finding in
            sum + finding.message.utf8.count + (finding.value?.count ?? 0)
        }
    }

    /// Takes back the record that was judged bad last, when there is one: for who does not want it among the rest.
    package mutating func removeLastHeld() -> HeldRecord? {
        guard let record = held.popLast() else { return nil }
        heldBytes -= Self.bytes(of: record)
        return record
    }

    /// Adds a soft finding unless there are ``SoftFinding/limit`` already.
    package mutating func appendSoft(_ finding: SoftFinding) {
        if softFindings.count < SoftFinding.limit { softFindings.append(finding) }
    }

    /// Forgets all records and takes rows of a schema from now on, keeping the memory when the schema is the same.
    package mutating func reset(for schema: RowSchema) {
        if schema != self.schema {
            self = ChunkContents(schema: schema)
            return
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
        partials.removeAll()
        held.removeAll(keepingCapacity: true)
        heldBytes = 0
        softFindings.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
        sourceBytes.removeAll(keepingCapacity: true)
    }
}
