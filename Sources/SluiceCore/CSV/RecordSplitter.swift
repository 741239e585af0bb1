/// Finds where bytes can be cut between two records, so that several workers may judge the parts.
///
/// A line without a quote that starts between two records is a record or empty, whatever its length: line feeds are
/// counted sixteen bytes at a time. From a line with a quote ``RecordScanner`` reads one record, by the same limits as the
/// judge. Only such a cut is safe: whoever reads a part as if the file ended with it finds the same records.
package struct RecordSplitter: Sendable {
    /// The beginning of some bytes that is whole records.
    package struct Part: Sendable, Hashable {
        /// How many bytes it has; 0 when the first record is not complete.
        package var bytes = 0
        /// How many line feeds it has.
        package var lines = 0

        /// No bytes.
        package init() {}
    }

    private let dialect: Dialect
    private var limits: RecordLimits
    private let lineFeeds = ByteBlock(repeating: RecordScanner.lineFeed)
    private let quotes: ByteBlock
    private var layout: RecordLayout

    /// A splitter for files of a dialect.
    package init(dialect: Dialect, limits: RecordLimits) {
        self.dialect = dialect
        self.limits = limits
        quotes = ByteBlock(repeating: dialect.quote ?? 0)
        self.limits.columns = 1  // where the fields lie does not matter
        layout = RecordLayout(limits: self.limits)
    }

    /// The longest beginning of bytes that is whole records and has about `lines` lines, 15 more at most outside quotes.
    ///
    /// The bytes must begin between two records. `isFinal` says that nothing follows them. Linear time; a record that
    /// is not complete is read again by the next call.
    package mutating func wholeRecords(
        in bytes: Span<UInt8>, lines limit: Int, isFinal: Bool
    ) -> Part {
        var part = Part()
        while part.lines < limit {
            guard passPlainLines(bytes, limit, &part) else { break }
            guard passRecord(bytes, isFinal, &part) else { break }
        }
        // What is left is the last line, without its line feed.
        if isFinal && part.lines < limit { part.bytes = bytes.count }
        return part
    }

    /// Passes over lines without quotes; true when it stopped at a line that has one.
    private func passPlainLines(
        _ bytes: Span<UInt8>, _ limit: Int, _ part: inout Part
    ) -> Bool {
        var position = part.bytes
        while position &+ 16 <= bytes.count {
            let block = ByteBlock(bytes, at: position)
            let hits = block.equal(quotes).words
            guard hits.low | hits.high == 0 || dialect.quote == nil else { break }
            let feeds = block.equal(lineFeeds).words
            if feeds.low | feeds.high != 0 {
                part.lines &+= ByteWords.count(feeds.low) &+ ByteWords.count(feeds.high)
                let last = feeds.high == 0 ? feeds.low : feeds.high
                let offset = (63 &- last.leadingZeroBitCount) &>> 3
                part.bytes = position &+ offset &+ (feeds.high == 0 ? 1 : 9)
                if part.lines >= limit { return false }
            }
            position &+= 16
        }
        // Fewer than sixteen bytes are left, or one of the next sixteen is a quote.
        while position < bytes.count {
            if bytes[position] == dialect.quote { return true }
            position += 1
            if bytes[position - 1] == RecordScanner.lineFeed {
                part.lines += 1
                part.bytes = position
            }
        }
        return false
    }

    /// Passes over the record that starts behind the part; false when it is not complete.
    private mutating func passRecord(
        _ bytes: Span<UInt8>, _ isFinal: Bool, _ part: inout Part
    ) -> Bool {
        var scanner = RecordScanner(dialect: dialect, limits: limits)
        var offset = part.bytes
        let result = scanner.next(in: bytes, at: &offset, isFinal: isFinal, into: &layout)
        guard result == .record else { return false }
        part.bytes = offset
        part.lines += scanner.line - 1
        return true
    }
}
