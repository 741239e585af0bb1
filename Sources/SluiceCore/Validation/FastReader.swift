/// Reads plain records straight from the bytes: numbers, times and texts without anything unusual.
///
/// It accepts only what the rule catalog accepts without a finding, with the same values (a test compares the two on
/// random cells), and leaves every other record untouched for the catalog.
package struct FastReader {
    /// A column as the fast path needs it: no references, so that nothing is retained per cell.
    private struct Column {
        let column: Int
        let role: ColumnPlan.Role
        let slot: Int
        let metric: Int
        let isRequired: Bool
        let minimum: Double
        let maximum: Double
    }

    private let columns: [Column]
    private let columnCount: Int
    private let times: TimeReader
    private let fixedLocation: [UInt8]?
    private let absentNulls: [UInt64]
    private let metricCount: Int
    private var cells: [UInt64]
    private var nulls: [UInt64]
    private var metrics: [Double]

    /// A reader for a plan; nil when one of its columns needs the catalog for every cell.
    package init?(_ plan: RecordPlan) {
        guard let fastColumns = plan.fastColumns, plan.timeColumns.count == 1 else { return nil }
        columns = fastColumns.map { plan.columns[$0] }.map { column in
            Column(
                column: column.column, role: column.role, slot: column.slot ?? 0,
                metric: column.metric ?? -1, isRequired: column.isRequired,
                minimum: column.minimum, maximum: column.maximum)
        }
        columnCount = plan.columnCount
        times = TimeReader(plan.dataset.time)
        if case .fixed(let name) = plan.place { fixedLocation = name } else { fixedLocation = nil }
        let slots = plan.schema.columns.count
        cells = Array(repeating: 0, count: slots)
        var absent: [UInt64] = Array(repeating: 0, count: (slots + 63) / 64)
        for slot in 0..<slots { absent[slot / 64] |= 1 << UInt64(slot % 64) }
        for column in plan.columns {
            if let slot = column.slot { absent[slot / 64] &= ~(1 << UInt64(slot % 64)) }
        }
        absentNulls = absent
        nulls = absent
        metricCount = plan.schema.metrics.count
        metrics = Array(repeating: .nan, count: metricCount)
    }

    /// Reads a record into a row of the chunk; false, and nothing changed, when the catalog must judge it.
    package mutating func read(
        _ bytes: borrowing Span<UInt8>, _ layout: borrowing RecordLayout, into chunk: RecordChunk
    ) -> Bool {
        guard layout.fault == nil, layout.fieldCount == columnCount else { return false }
        // The delimiters are ASCII: the record is UTF-8 exactly when all its fields are.
        guard
            layout.isPlainASCII
                || FieldText.firstEncodingFault(layout.start..<layout.end, in: bytes) == nil
        else { return false }
        let textMark = chunk.text.count
        guard let (time, place) = readCells(bytes, layout, into: chunk) else {
            if chunk.text.count > textMark { chunk.text.removeSubrange(textMark...) }
            return false
        }
        commit(time, bytes, place, layout.line, into: chunk)
        return true
    }

    /// Reads the cells into the row buffers; nil when the catalog must judge the record.
    private mutating func readCells(
        _ bytes: borrowing Span<UInt8>, _ layout: borrowing RecordLayout, into chunk: RecordChunk
    ) -> (TimeStamp, Range<Int>)? {
        var time = TimeStamp(milliseconds: 0, fraction: 0)
        var place = 0..<0
        nulls = absentNulls
        for column in columns {
            let bounds = layout.bounds(column.column)
            if bounds.hasEscapes { return nil }
            let start = Self.trimmedStart(
                bytes, layout.start + bounds.start, layout.start + bounds.end)
            let end = Self.trimmedEnd(bytes, start, layout.start + bounds.end)
            if start == end {
                guard !column.isRequired else { return nil }
                nulls[column.slot >> 6] |= 1 << UInt64(column.slot & 63)
                cells[column.slot] = 0
                if column.metric >= 0 { metrics[column.metric] = .nan }
                continue
            }
            switch column.role {
            case .number:
                guard let value = DecimalNumber.parse(bytes, start..<end),
                    value >= column.minimum, value <= column.maximum
                else { return nil }
                cells[column.slot] = value.bitPattern
                if column.metric >= 0 { metrics[column.metric] = value }
            case .integer:
                guard let value = DecimalNumber.integer(bytes, start..<end),
                    Double(value) >= column.minimum, Double(value) <= column.maximum
                else { return nil }
                cells[column.slot] = UInt64(bitPattern: value)
                if column.metric >= 0 { metrics[column.metric] = Double(value) }
            case .time:
                guard let value = times.read(bytes, start..<end) else { return nil }
                time = value
            case .location:
                place = start..<end
            case .text:
                cells[column.slot] = UInt64(chunk.text.count) << 32 | UInt64(end - start)
                for index in start..<end { chunk.text.append(bytes[index]) }
            case .boolean, .moment, .timePart, .extra:
                return nil
            }
        }
        return (time, place)
    }

    private mutating func commit(
        _ time: TimeStamp, _ bytes: borrowing Span<UInt8>, _ place: Range<Int>, _ line: Int,
        into chunk: RecordChunk
    ) {
        let location =
            if let fixedLocation {
                chunk.locationTable.index(of: fixedLocation)
            } else {
                chunk.locationTable.index(of: bytes, from: place.lowerBound, to: place.upperBound)
            }
        let hour = PartialTable.hour(ofMilliseconds: time.milliseconds)
        chunk.partials.add(metrics, location: location, hour: hour)
        chunk.appendRow(
            line: line, milliseconds: time.milliseconds, fraction: time.fraction,
            location: location, cells: cells, nulls: nulls)
    }

    @inline(__always)
    private static func trimmedStart(
        _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
    ) -> Int {
        var start = start
        while start < end, TextCheck.isBlank(bytes[start]) { start += 1 }
        return start
    }

    @inline(__always)
    private static func trimmedEnd(
        _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
    ) -> Int {
        var end = end
        while end > start, TextCheck.isBlank(bytes[end - 1]) { end -= 1 }
        return end
    }
}
