/// How an operator looks at the raw bytes of a record.
package struct RawView: Sendable, Hashable {
    /// True when they are shown as hexadecimal digits.
    package var isHex = false
    /// How many lines further down than where the selected field begins; negative for further up.
    package var scroll = 0

    /// As text, from the selected field on.
    package init() {}

    /// The first line to show of so many, when the selected field begins on one of them.
    func top(selected line: Int, of count: Int, rows: Int) -> Int {
        min(max(0, line + scroll), max(0, count - rows))
    }
}
