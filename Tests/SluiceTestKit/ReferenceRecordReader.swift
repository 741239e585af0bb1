package import SluiceCore

/// A slow reader of records that is obviously right: the oracle that ``RecordScanner`` is compared with.
///
/// It has the whole file in memory and follows the record rules one byte at a time, with no state between records.
package struct ReferenceRecordReader {
    /// A record with everything the scanner must agree on.
    package struct Record: Equatable, Sendable {
        /// Physical line on which it starts, 1-based.
        package var line: Int
        /// Offset of its first byte.
        package var byteOffset: Int
        /// Its bytes without line end, at most 64 KiB of them.
        package var raw: [UInt8]
        /// How many bytes it has without line end.
        package var rawSize: Int
        /// How many fields it has.
        package var fieldCount: Int
        /// The unescaped content of the fields within the column limit.
        package var fields: [[UInt8]]
        /// What is wrong with its shape.
        package var fault: RecordFault?

        /// Makes a record of all its parts.
        package init(
            line: Int, byteOffset: Int, raw: [UInt8], rawSize: Int, fieldCount: Int,
            fields: [[UInt8]], fault: RecordFault?
        ) {
            self.line = line
            self.byteOffset = byteOffset
            self.raw = raw
            self.rawSize = rawSize
            self.fieldCount = fieldCount
            self.fields = fields
            self.fault = fault
        }
    }

    private let bytes: [UInt8]
    private let dialect: Dialect
    private let limits: RecordLimits

    /// A reader of a whole file.
    package init(_ bytes: [UInt8], dialect: Dialect, limits: RecordLimits) {
        self.bytes = bytes
        self.dialect = dialect
        self.limits = limits
    }

    /// All records of the file.
    package func records() -> [Record] {
        var records: [Record] = []
        var start = 0
        while start < bytes.count {
            if let length = lineEnd(at: start) {
                start += length
            } else {
                let (record, next) = record(at: start)
                records.append(record)
                start = next
            }
        }
        return records
    }

    /// The length of the line end at an index: 1 for LF, 2 for CRLF; nil when there is none.
    private func lineEnd(at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        if bytes[index] == 10 { return 1 }
        return bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10 ? 2 : nil
    }

    /// Index of the next line end, or of the end of the file.
    private func nextLineEnd(from index: Int) -> Int {
        var index = index
        while index < bytes.count && lineEnd(at: index) == nil { index += 1 }
        return index
    }

    private func record(at start: Int) -> (Record, next: Int) {
        var fields: [[UInt8]] = []
        var index = start
        while true {
            let fieldStart = index
            var field: [UInt8] = []
            if index < start + limits.recordBytes, index < bytes.count,
                bytes[index] == dialect.quote
            {
                index += 1
                while true {
                    if index >= bytes.count || index >= start + limits.recordBytes {
                        let fault = RecordFault.unclosedQuote(field: fields.count)
                        return faulty(start, fields, fieldStart, index, fault)
                    }
                    if bytes[index] != dialect.quote {
                        field.append(bytes[index])
                        index += 1
                    } else if index + 1 < bytes.count, bytes[index + 1] == dialect.quote {
                        field.append(bytes[index])
                        index += 2
                    } else {
                        index += 1
                        break
                    }
                }
                let isEnd = index == bytes.count || lineEnd(at: index) != nil
                if !isEnd && bytes[index] != dialect.delimiter {
                    let fault = RecordFault.textAfterQuote(field: fields.count)
                    return faulty(start, fields, fieldStart, index, fault)
                }
            } else {
                while index < bytes.count, lineEnd(at: index) == nil,
                    bytes[index] != dialect.delimiter
                {
                    if bytes[index] == dialect.quote && index < start + limits.recordBytes {
                        let fault = RecordFault.strayQuote(field: fields.count)
                        return faulty(start, fields, fieldStart, index, fault)
                    }
                    field.append(bytes[index])
                    index += 1
                }
            }
            fields.append(field)
            if index == bytes.count || lineEnd(at: index) != nil {
                var fault: RecordFault?
                if let long = fields.prefix(limits.columns).firstIndex(where: {
                    $0.count > limits.fieldBytes
                }) {
                    fault = .fieldTooLong(field: long)
                }
                return ended(start, index, fields, fault)
            }
            index += 1
        }
    }

    /// A record that a quote fault reduces to its first physical line; the fault was seen at `seen`.
    private func faulty(
        _ start: Int, _ fields: [[UInt8]], _ fieldStart: Int, _ seen: Int, _ fault: RecordFault
    ) -> (Record, next: Int) {
        let end = nextLineEnd(from: start)
        if end >= seen || seen - end == 1 && bytes[end] == 13 {
            return ended(start, end, fields + [Array(bytes[fieldStart..<end])], fault)
        }
        // A later line: the field that is open at the end of the first one takes the blame.
        var index = start
        var kept: [[UInt8]] = []
        while true {
            let from = index
            var field: [UInt8] = []
            if index < end, bytes[index] == dialect.quote {
                index += 1
                while index < end {
                    if bytes[index] != dialect.quote {
                        field.append(bytes[index])
                        index += 1
                    } else if index + 1 < bytes.count, bytes[index + 1] == dialect.quote {
                        field.append(bytes[index])
                        index += 2
                    } else {
                        break
                    }
                }
                if index >= end {
                    let fault = RecordFault.unclosedQuote(field: kept.count)
                    return ended(start, end, kept + [Array(bytes[from..<end])], fault)
                }
                index += 1
            } else {
                while bytes[index] != dialect.delimiter {
                    field.append(bytes[index])
                    index += 1
                }
            }
            kept.append(field)
            index += 1
        }
    }

    private func ended(
        _ start: Int, _ end: Int, _ fields: [[UInt8]], _ fault: RecordFault?
    ) -> (Record, next: Int) {
        var fields = fields
        var fault = fault
        var end = end
        if end - start > limits.recordBytes {
            fields = []
            if fault == nil { fault = .recordTooLong }
            if case .fieldTooLong = fault { fault = .recordTooLong }
            // What begins past the limit is not read as quoted: the record ends with the line on which the limit lies.
            end = nextLineEnd(from: start + limits.recordBytes)
            if case .recordTooLong = fault {} else { end = nextLineEnd(from: start) }
        }
        let record = Record(
            line: 1 + bytes[..<start].count { $0 == 10 }, byteOffset: start,
            raw: Array(bytes[start..<end].prefix(64 * 1024)), rawSize: end - start,
            fieldCount: fields.count, fields: Array(fields.prefix(limits.columns)), fault: fault)
        return (record, end + (lineEnd(at: end) ?? 0))
    }
}
