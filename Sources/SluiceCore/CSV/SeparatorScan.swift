/// The inner loops of the scanner: from a position to the next byte that needs a decision.
struct SeparatorScan: Sendable {
    /// The delimiter, eight times.
    let delimiters: UInt64
    /// The quote, eight times; LF when the dialect has none.
    let quotes: UInt64
    /// Bytes that stand for nothing, to fill a short last word with.
    let padding: UInt64
    private static let lineFeeds = ByteWords.repeated(UInt8(ascii: "\n"))

    /// Prepares the patterns of a dialect.
    init(_ dialect: Dialect) {
        delimiters = ByteWords.repeated(dialect.delimiter)
        quotes = ByteWords.repeated(dialect.quote ?? UInt8(ascii: "\n"))
        let neutral = (1...3).first { $0 != dialect.delimiter && $0 != dialect.quote } ?? 1
        padding = ByteWords.repeated(neutral)
    }

    /// Marks the ends of unquoted fields up to the next LF or quote, and returns its index, or `bytes.count`.
    ///
    /// `fieldCount` counts the delimiters passed. May clear ``RecordLayout/isPlainASCII`` for bytes up to seven past the stop.
    func separators(
        in bytes: Span<UInt8>, from first: Int, start: Int, fieldCount: inout Int,
        record: inout RecordLayout
    ) -> Int {
        let limit = record.columnLimit
        var marks = record.marks.mutableSpan
        var fields = fieldCount
        var position = first
        var highSeen: UInt64 = 0
        var allNonzero = ByteWords.highBits
        var stops: UInt64 = 0
        while position < bytes.count {
            let word = ByteWords.load(bytes, at: position, padding: padding)
            highSeen |= word
            allNonzero &= ByteWords.nonzero(word)
            stops =
                ~(ByteWords.nonzero(word ^ Self.lineFeeds) & ByteWords.nonzero(word ^ quotes))
                & ByteWords.highBits
            var hits = ~ByteWords.nonzero(word ^ delimiters) & ByteWords.highBits
            hits &= (stops & (0 &- stops)) &- 1  // those before the stop; all when there is none
            let count = ByteWords.count(hits)
            // A word has at most eight hits, and `marks` has room for a word of hits past the limit (16 fields, two
            // marks each): the slots are below 2 * limit + 18. The first two are written whether they exist or not,
            // which spares two branches; what is written too much lies behind the current field and is overwritten.
            var slot = 2 &* min(fields, limit)
            let base = UInt32(truncatingIfNeeded: position &- start)
            for _ in 0..<2 {
                let end = base &+ UInt32(truncatingIfNeeded: hits.trailingZeroBitCount &>> 3)
                unsafe marks[unchecked: slot &+ 1] = end
                unsafe marks[unchecked: slot &+ 2] = end &+ 1
                hits &= hits &- 1
                slot &+= 2
            }
            while hits != 0 {
                let end = base &+ UInt32(truncatingIfNeeded: hits.trailingZeroBitCount &>> 3)
                unsafe marks[unchecked: slot &+ 1] = end
                unsafe marks[unchecked: slot &+ 2] = end &+ 1
                hits &= hits &- 1
                slot &+= 2
            }
            fields &+= count
            if stops != 0 { break }
            position &+= 8
        }
        fieldCount = fields
        if highSeen & ByteWords.highBits != 0 || allNonzero != ByteWords.highBits {
            record.isPlainASCII = false
        }
        return stops == 0 ? bytes.count : position &+ stops.trailingZeroBitCount &>> 3
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
            if word & ByteWords.highBits != 0
                || ByteWords.nonzero(word) & ByteWords.highBits != ByteWords.highBits
            {
                record.isPlainASCII = false
            }
            let found = ~ByteWords.nonzero(word ^ quotes) & ByteWords.highBits
            var feeds = ~ByteWords.nonzero(word ^ Self.lineFeeds) & ByteWords.highBits
            feeds &= (found & (0 &- found)) &- 1
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
            let found = ~ByteWords.nonzero(word ^ Self.lineFeeds) & ByteWords.highBits
            if found != 0 { return position &+ found.trailingZeroBitCount &>> 3 }
            position &+= 8
        }
        return bytes.count
    }
}
