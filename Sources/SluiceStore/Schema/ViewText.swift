/// Pieces of SQL that several views share.
enum ViewText {
    /// Text `YYYY-MM-DD HH:MM:SS.ffffff` of an integer that counts microseconds since 1970 (not before); NULL stays NULL.
    static func moment(_ expression: String) -> String {
        "strftime('%Y-%m-%d %H:%M:%S', (\(expression)) / 1000000, 'unixepoch')"
            + " || printf('.%06d', (\(expression)) % 1000000)"
    }

    /// Text of a reading's time: `YYYY-MM-DD HH:MM:SS` and the fraction's digits as they were written.
    ///
    /// SQLite rounds the quotient down to the second for all years of the contract, those before 1970 too.
    static func timestamp(_ row: String) -> String {
        "datetime(\(row).timestamp_ms / 1000.0, 'unixepoch') || CASE WHEN \(row).extra < 2 THEN ''"
            + " ELSE printf('.%0*d', (\(row).extra >> 1) & 15, \(row).extra >> 5) END"
    }

    /// A name in double quotes.
    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    /// A text in single quotes.
    static func literal(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }
}
