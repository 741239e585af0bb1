/// A batch of the journal with what it touched.
package struct BatchDetail: Sendable, Equatable {
    /// Most lines that are told.
    package static let lineLimit = 1_000

    /// What was done, by whom and why.
    package var head: JournalEntry
    /// What it did to which entry or file, in its order; at most ``lineLimit``.
    package var lines: [BatchLine]
    /// True when there are more lines than are told.
    package var isPart = false

    /// Makes a batch.
    package init(head: JournalEntry, lines: [BatchLine]) {
        self.head = head
        self.lines = lines
    }
}
