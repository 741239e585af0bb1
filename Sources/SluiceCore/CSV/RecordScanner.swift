/// Splits bytes into records and fields as RFC 4180 and the record rules say, in blocks of any size, copying nothing.
///
/// LF and CRLF end a line, a lone CR is data, and empty lines are no records. A fault of the quoting takes only the
/// physical line on which the record starts; scanning resumes on the next one. Time is linear in the bytes, whatever
/// they are and however they are cut: an unfinished record is not scanned twice, and a line that faults after reading
/// ahead is read at most once more. The result does not depend on where the blocks end.
package struct RecordScanner: Sendable {
    enum Phase {
        /// Between two records.
        case start
        /// Outside quotes, up to `scanned`.
        case fields
        /// Inside a quoted field, up to `scanned`.
        case quoted
        /// On the first line of a record whose fault is known, up to `scanned`.
        case faulty(RecordFault)
        /// Past the record limit: the rest of the line is passed over and counted.
        case skipping(RecordFault)
    }

    /// Physical line on which the next record starts, or the current one while more input is needed; 1-based.
    package internal(set) var line: Int
    /// Offset in the file of the first byte not consumed.
    package internal(set) var byteOffset: Int

    let dialect: Dialect
    var limits: RecordLimits
    let scan: SeparatorScan
    var phase = Phase.start
    /// Bytes of the current record that need no second look; while skipping: all passed over.
    var scanned = 0
    var fieldCount = 0
    /// LF passed inside the current record.
    var lineFeeds = 0
    /// Offset of the first of them in the record, and the field it lies in.
    var firstLineFeed = 0
    var firstLineField = 0
    /// While skipping: the kept beginning, whether the last byte was a CR, where the record starts.
    var prefix: [UInt8] = []
    var endsWithReturn = false
    var skipOffset = 0

    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    /// A scanner for the bytes from a place in a file, by default its beginning.
    package init(
        dialect: Dialect = Dialect(), limits: RecordLimits = RecordLimits(), byteOffset: Int = 0,
        line: Int = 1
    ) {
        self.dialect = dialect
        self.limits = limits
        self.limits.recordBytes = min(limits.recordBytes, 1 << 29)  // offsets have 30 bits
        self.byteOffset = byteOffset
        self.line = line
        scan = SeparatorScan(dialect)
    }

    /// A scanner like this one for the bytes from another place of the file, which must lie between two records.
    package func moved(to place: RecordPlace) -> RecordScanner {
        RecordScanner(
            dialect: dialect, limits: limits, byteOffset: place.byteOffset, line: place.line)
    }

    /// True while it passes over a record that is too long to be kept: its beginning is not needed any more.
    package var isSkipping: Bool {
        if case .skipping = phase { return true }
        return false
    }

    /// Finds the next record at or behind `offset` and moves `offset` behind what is consumed.
    ///
    /// After `.needsInput`, bytes before `offset` may be dropped; those from it, never more than the record limit and
    /// two, must be given again with more behind them, and with the same layout. `.end` comes only when `isFinal` says
    /// that no bytes follow.
    package mutating func next(
        in bytes: Span<UInt8>, at offset: inout Int, isFinal: Bool, into record: inout RecordLayout
    ) -> ScanResult {
        if case .skipping(let fault) = phase {
            return skip(in: bytes, at: &offset, isFinal: isFinal, fault: fault, into: &record)
        }
        if case .start = phase {
            guard passEmptyLines(in: bytes, at: &offset, isFinal: isFinal) else {
                return isFinal && offset == bytes.count ? .end : .needsInput
            }
            begin(&record)
        }
        var position = offset + scanned
        while true {
            let result: ScanResult?
            switch phase {
            case .start, .fields:
                result = scanFields(bytes, &position, &offset, isFinal, &record)
            case .quoted:
                result = scanQuoted(bytes, &position, &offset, isFinal, &record)
            case .faulty(let fault):
                result = seekLineEnd(bytes, position, &offset, isFinal, fault, &record)
            case .skipping(let fault):
                result = skip(in: bytes, at: &offset, isFinal: isFinal, fault: fault, into: &record)
            }
            if let result { return result }
        }
    }
}
