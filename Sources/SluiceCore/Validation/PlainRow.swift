/// How a plain record is read: the columns without references, so that nothing is retained per cell.
struct PlainRow {
    /// A column as the fast path needs it.
    struct Column {
        let column: Int
        let role: ColumnPlan.Role
        let slot: Int
        let metric: Int
        let isRequired: Bool
        let minimum: Double
        let maximum: Double
    }

    /// The columns that fields are read from, in file order.
    private let columns: [Column]
    /// How the time is read.
    private let times: TimeReader
    /// The NULL bits of fields that the file has no column for.
    let absentNulls: [UInt64]

    /// The columns of a plan; nil when one of them needs the catalog for every cell.
    init?(_ plan: RecordPlan) {
        guard let fastColumns = plan.fastColumns, plan.timeColumns.count == 1 else { return nil }
        columns = fastColumns.map { plan.columns[$0] }.map { column in
            Column(
                column: column.column, role: column.role, slot: column.slot ?? 0,
                metric: column.metric ?? -1, isRequired: column.isRequired,
                minimum: column.minimum, maximum: column.maximum)
        }
        times = TimeReader(plan.dataset.time)
        let slots = plan.schema.columns.count
        var absent: [UInt64] = Array(repeating: 0, count: (slots + 63) / 64)
        for slot in 0..<slots { absent[slot / 64] |= 1 << UInt64(slot % 64) }
        for column in plan.columns {
            if let slot = column.slot { absent[slot / 64] &= ~(1 << UInt64(slot % 64)) }
        }
        absentNulls = absent
    }

    /// Reads the cells of a record, metrics apart (NaN where there is none); nil when the catalog must judge it.
    @inline(__always)
    func read(
        _ bytes: borrowing Span<UInt8>, _ layout: borrowing RecordLayout,
        cells rowCells: inout [UInt64], nulls rowNulls: inout [UInt64],
        metrics rowMetrics: inout [Double], text chunk: inout ChunkContents
    ) -> (time: TimeStamp, place: Range<Int>)? {
        var time = TimeStamp(milliseconds: 0, fraction: 0)
        var place = 0..<0
        var cells = rowCells.mutableSpan
        var metrics = rowMetrics.mutableSpan
        var nulls = rowNulls.mutableSpan
        for word in nulls.indices { nulls[word] = absentNulls[word] }
        let columns = columns.span
        for index in columns.indices {
            let column = columns[index]
            if layout.hasEscapes(column.column) { return nil }
            let range = Self.trimmed(layout.range(column.column), in: bytes)
            var metric = Double.nan
            if range.isEmpty {
                guard !column.isRequired else { return nil }
                nulls[column.slot &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: column.slot & 63)
                cells[column.slot] = 0
            } else {
                switch column.role {
                case .number:
                    guard let value = DecimalNumber.parse(bytes, range),
                        value >= column.minimum, value <= column.maximum
                    else { return nil }
                    cells[column.slot] = value.bitPattern
                    metric = value
                case .integer:
                    guard let value = DecimalNumber.integer(bytes, range),
                        Double(value) >= column.minimum, Double(value) <= column.maximum
                    else { return nil }
                    cells[column.slot] = UInt64(bitPattern: value)
                    metric = Double(value)
                case .time:
                    guard let value = times.read(bytes, range) else { return nil }
                    time = value
                case .location:
                    place = range
                case .text:
                    cells[column.slot] = chunk.appendText(bytes, range)
                case .boolean, .moment, .timePart, .extra:
                    return nil
                }
            }
            if column.metric >= 0 { metrics[column.metric] = metric }
        }
        return (time, place)
    }

    @inline(__always)
    private static func trimmed(_ range: Range<Int>, in bytes: borrowing Span<UInt8>) -> Range<Int>
    {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, TextCheck.isBlank(bytes[start]) { start &+= 1 }
        while end > start, TextCheck.isBlank(bytes[end &- 1]) { end &-= 1 }
        return start..<end
    }
}
