package import SluiceCore

/// Runs the scanner over a file cut into blocks, the way a file reader would: what is consumed is dropped, the rest is kept.
package enum ScannedRecords {
    /// The records of a file read in blocks that end at `cuts`, which ascend; with the most bytes ever kept.
    package static func read(
        _ bytes: [UInt8], cuts: [Int], dialect: Dialect, limits: RecordLimits
    ) -> (records: [ReferenceRecordReader.Record], mostKept: Int) {
        var scanner = RecordScanner(dialect: dialect, limits: limits)
        var layout = RecordLayout(limits: limits)
        var records: [ReferenceRecordReader.Record] = []
        var buffer: [UInt8] = []
        var mostKept = 0
        var given = 0
        for cut in cuts + [bytes.count] {
            buffer += bytes[given..<cut]
            given = cut
            var offset = 0
            let isFinal = cut == bytes.count
            reading: while true {
                switch scanner.next(
                    in: buffer.span, at: &offset, isFinal: isFinal, into: &layout)
                {
                case .record:
                    records.append(record(layout, in: buffer.span, dialect: dialect))
                case .needsInput, .end:
                    break reading
                }
            }
            buffer.removeFirst(offset)
            mostKept = max(mostKept, buffer.count)
        }
        return (records, mostKept)
    }

    private static func record(
        _ layout: RecordLayout, in bytes: Span<UInt8>, dialect: Dialect
    ) -> ReferenceRecordReader.Record {
        let fields = (0..<layout.storedFieldCount).map {
            layout.content($0, in: bytes, quote: dialect.quote ?? dialect.delimiter)
        }
        return ReferenceRecordReader.Record(
            line: layout.line, byteOffset: layout.byteOffset, raw: layout.raw(in: bytes),
            rawSize: layout.rawSize, fieldCount: layout.fieldCount, fields: fields,
            fault: layout.fault)
    }
}
