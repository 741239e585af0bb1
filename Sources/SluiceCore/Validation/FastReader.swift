/// Reads plain records straight from the bytes: numbers, times and texts without anything unusual.
///
/// It accepts only what the rule catalog accepts without a finding, with the same values (a test compares the two on
/// random cells), and leaves every other record untouched for the catalog.
package struct FastReader {
    private let plain: PlainRow
    private let columnCount: Int
    private let fixedLocation: [UInt8]?
    // The cells of one row, filled anew by every record.
    private var cells: [UInt64]
    private var nulls: [UInt64]
    private var metrics: [Double]
    private let rules: CrossFieldCheck
    private var values: [CellValue]

    /// A reader for a plan; nil when one of its columns needs the catalog for every cell.
    package init?(_ plan: RecordPlan) {
        guard let plain = PlainRow(plan) else { return nil }
        self.plain = plain
        columnCount = plan.columnCount
        if case .fixed(let name) = plan.place { fixedLocation = name } else { fixedLocation = nil }
        rules = plan.crossFieldCheck
        values = rules.missingValues
        cells = Array(repeating: 0, count: plan.schema.columns.count)
        nulls = plain.absentNulls
        metrics = Array(repeating: .nan, count: plan.schema.metrics.count)
    }

    /// Reads a record into a row of the chunk; false, and nothing changed, when the catalog must judge it.
    @inline(__always)
    package mutating func read(
        _ bytes: borrowing Span<UInt8>, _ layout: borrowing RecordLayout,
        into chunk: inout ChunkContents
    ) -> Bool {
        guard layout.fault == nil, layout.fieldCount == columnCount else { return false }
        // The delimiters are ASCII: the record is UTF-8 exactly when all its fields are.
        guard
            layout.isPlainASCII
                || FieldText.firstEncodingFault(layout.start..<layout.end, in: bytes) == nil
        else { return false }
        let textMark = chunk.text.count
        let read = plain.read(
            bytes, layout, cells: &cells, nulls: &nulls, metrics: &metrics, text: &chunk)
        guard let read,
            rules.isEmpty
                || rules.passes(bytes, layout, cells: cells, nulls: nulls, values: &values)
        else {
            chunk.removeText(behind: textMark)
            return false
        }
        let location =
            if let fixedLocation {
                chunk.locationTable.index(of: fixedLocation)
            } else {
                chunk.locationTable.index(
                    of: bytes, from: read.place.lowerBound, to: read.place.upperBound)
            }
        let hour = PartialTable.hour(ofMilliseconds: read.time.milliseconds)
        chunk.partials.add(metrics, location: location, hour: hour)
        chunk.appendRow(
            line: layout.line, time: read.time, location: location, cells: cells, nulls: nulls)
        return true
    }
}
