internal import SluiceSystem

/// A file of the ledger as a place for people: its name, safe to show, and its number.
struct FilePlace {
    /// `file 12 (readings.csv)`.
    let text: String

    /// A file by its number and its name as the ledger has it.
    init(_ id: Int64, _ ledgerName: String) {
        text = "file \(id) (\(PathText.shown(PathText.bytes(of: ledgerName) ?? [])))"
    }
}
