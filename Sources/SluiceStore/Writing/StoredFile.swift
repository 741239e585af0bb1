/// What the store made of a file: its counts are those of the ledger, after repeated keys were dealt with.
package struct StoredFile: Sendable, Equatable {
    /// Its ledger id.
    package let id: Int64
    /// The file with its final counts.
    package let file: FileRow
    /// How many rows of earlier files gave way to its own; they count as discarded there.
    package let replaced: Int

    /// Makes a result; a file without rows of its own replaces none.
    package init(id: Int64, file: FileRow, replaced: Int = 0) {
        self.id = id
        self.file = file
        self.replaced = replaced
    }
}
