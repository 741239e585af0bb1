/// How fields are separated and quoted in one kind of file.
package struct Dialect: Sendable, Hashable {
    /// The byte between two fields; any byte except LF, CR and the quote.
    package var delimiter: UInt8
    /// The byte around a quoted field, doubled inside it; nil when quotes are plain data.
    package var quote: UInt8?

    /// Makes a dialect; the default is that of RFC 4180.
    package init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\"")) {
        self.delimiter = delimiter
        self.quote = quote
    }
}
