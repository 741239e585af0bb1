/// The inner loops of the scanner: from a position to the next byte that needs a decision.
struct SeparatorScan: Sendable {
    /// The delimiter, eight times.
    let delimiters: UInt64
    /// The quote, eight times; LF when the dialect has none.
    let quotes: UInt64
    /// Bytes that stand for nothing, to fill a short last word with.
    let padding: UInt64
    private let delimiterBlock: ByteBlock
    private let quoteBlock: ByteBlock
    private let lineFeedBlock = ByteBlock(repeating: UInt8(ascii: "\n"))
    private static let lineFeeds = ByteWords.repeated(UInt8(ascii: "\n"))

    /// Prepares the patterns of a dialect.
    init(_ dialect: Dialect) {
        delimiters = ByteWords.repeated(dialect.delimiter)
        let quote = dialect.quote ?? UInt8(ascii: "\n")
        quotes = ByteWords.repeated(quote)
        delimiterBlock = ByteBlock(repeating: dialect.delimiter)
        quoteBlock = ByteBlock(repeating: quote)
        let neutral = (1...3).first { $0 != dialect.delimiter && $0 != dialect.quote } ?? 1
        padding = ByteWords.repeated(neutral)
    }

    /// Marks the ends of unquoted fields up to the next LF or quote, and returns its index, or `bytes.count`.
    ///
    /// `fieldCount` counts the delimiters passed. May clear ``RecordLayout/isPlainASCII`` for bytes up to 15 past the stop.
    @inline(never)
    func separators(
        in bytes: Span<UInt8>, from first: Int, start: Int, fieldCount: inout Int,
        record: inout RecordLayout
    ) -> Int {
        let count = bytes.count
        var position = first
        var notes = Notes(fields: fieldCount, limit: record.columnLimit)
        var suspects = ByteBlock.Suspects()
        var marks = record.marks.mutableSpan
        var stop = count
        while position &+ 16 <= count {
            let block = ByteBlock(bytes, at: position)
            suspects.add(block)
            let stops = block.equal(lineFeedBlock).union(block.equal(quoteBlock)).words
            let hits = block.equal(delimiterBlock).words
            let place = position &- start
            if stops.low | stops.high == 0 {
                notes.add(hits.low, at: place, to: &marks)
                notes.add(hits.high, at: place &+ 8, to: &marks)
                position &+= 16
                continue
            }
            notes.add(hits.low & Self.below(stops.low), at: place, to: &marks)
            stop = position &+ stops.low.trailingZeroBitCount &>> 3
            if stops.low == 0 {
                notes.add(hits.high & Self.below(stops.high), at: place &+ 8, to: &marks)
                stop = position &+ 8 &+ stops.high.trailingZeroBitCount &>> 3
            }
            break
        }
        var isSuspect = suspects.any
        while stop == count && position < count {
            let word = ByteWords.load(bytes, at: position, padding: padding)
            isSuspect = isSuspect || ByteWords.isSuspect(word)
            let stops = ByteWords.equal(word, Self.lineFeeds) | ByteWords.equal(word, quotes)
            let hits = ByteWords.equal(word, delimiters) & Self.below(stops)
            notes.add(hits, at: position &- start, to: &marks)
            if stops != 0 { stop = position &+ stops.trailingZeroBitCount &>> 3 }
            position &+= 8
        }
        fieldCount = notes.fields
        if isSuspect { record.isPlainASCII = false }
        return stop
    }

    /// The bits below the lowest one set; all bits when none is.
    @inline(__always)
    private static func below(_ word: UInt64) -> UInt64 { (word & (0 &- word)) &- 1 }

    /// Where the next separators are noted.
    private struct Notes {
        /// Delimiters noted or counted so far.
        var fields: Int
        let limit: Int

        init(fields: Int, limit: Int) {
            self.fields = fields
            self.limit = limit
        }

        /// Notes the delimiters of one word that lies at an offset of the record: an end and the next start each.
        ///
        /// A word has at most eight, and `marks` has room for sixteen fields past the limit. The first two are written
        /// whether they exist or not, which spares two branches; what is too much lies behind the current field and
        /// is overwritten later.
        @inline(__always)
        mutating func add(_ hits: UInt64, at place: Int, to marks: inout MutableSpan<UInt64>) {
            var hits = hits
            var slot = min(fields, limit) &+ 1
            let base = RecordLayout.mark(UInt64(truncatingIfNeeded: place))
            fields &+= ByteWords.count(hits)
            for _ in 0..<2 {
                unsafe marks[unchecked: slot] = base &+ RecordLayout.step(hits)
                hits &= hits &- 1
                slot &+= 1
            }
            while hits != 0 {
                unsafe marks[unchecked: slot] = base &+ RecordLayout.step(hits)
                hits &= hits &- 1
                slot &+= 1
            }
        }
    }

    /// What lies between two positions inside a quoted field.
    struct QuotedRun {
        /// Index of the next quote, or the bound.
        var stop: Int
        /// How many LF lie before it.
        var lineFeeds = 0
        /// Index of the first of them.
        var firstLineFeed: Int?
    }

    /// Finds the next quote below `bound`, counting the line feeds passed.
    func quoted(
        in bytes: Span<UInt8>, from first: Int, to bound: Int, record: inout RecordLayout
    ) -> QuotedRun {
        var run = QuotedRun(stop: bound)
        var position = first
        while position < bound {
            let word = ByteWords.load(bytes, at: position, padding: padding)
            if ByteWords.isSuspect(word) { record.isPlainASCII = false }
            let found = ByteWords.equal(word, quotes)
            var feeds = ByteWords.equal(word, Self.lineFeeds)
            feeds &= Self.below(found)
            if bound - position < 8 { feeds &= (1 << UInt64(8 * (bound - position))) &- 1 }
            if feeds != 0 {
                if run.firstLineFeed == nil {
                    run.firstLineFeed = position + feeds.trailingZeroBitCount >> 3
                }
                run.lineFeeds += ByteWords.count(feeds)
            }
            if found != 0 {
                run.stop = min(bound, position &+ found.trailingZeroBitCount &>> 3)
                break
            }
            position &+= 8
        }
        return run
    }

    /// Index of the next LF from a position, or `bytes.count`.
    func lineFeed(in bytes: Span<UInt8>, from first: Int) -> Int {
        var position = first
        while position < bytes.count {
            let word = ByteWords.load(bytes, at: position, padding: padding)
            let found = ByteWords.equal(word, Self.lineFeeds)
            if found != 0 { return position &+ found.trailingZeroBitCount &>> 3 }
            position &+= 8
        }
        return bytes.count
    }
}
