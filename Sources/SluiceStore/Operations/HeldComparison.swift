internal import SluiceCore

/// What is held of a file, to be compared with what would be held once it is judged anew.
struct HeldComparison {
    private struct Held: Equatable {
        let raw: [UInt8]
        let size: Int
        let findings: [Finding]
    }

    private var entries: [Int: Held] = [:]
    private var hasOthers = false
    /// The lines of records that are held with other bytes than they would be: an operator gave them these.
    private(set) var edited: [Int] = []

    /// Nothing is held.
    init() {}

    /// The records of a file that are held, with all their bytes. Linear in them.
    init(_ file: OperationFile, _ connection: Connection) throws(StoreError) {
        try SelectedEntry.forEach(ofFile: file.id, where: "status = 0", connection) {
            entry throws(StoreError) in
            guard let line = entry.line else { return }
            entries[line] = Held(
                raw: entry.raw, size: entry.rawSize ?? entry.raw.count,
                findings: try SelectedEntry.findings(of: entry.id, connection))
        }
    }

    /// Takes records that would be held out of those that are.
    mutating func compare(_ records: [HeldRecord]) {
        for record in records {
            let held = Held(raw: record.raw, size: record.rawSize, findings: record.findings)
            let old = entries.removeValue(forKey: record.line)
            guard old != held else { continue }
            hasOthers = true
            if let old, (old.raw, old.size) != (held.raw, held.size) { edited.append(record.line) }
        }
    }

    /// The lines of records that are held and would not be any more, in their order.
    var gone: [Int] { entries.keys.sorted() }

    /// True when what was compared is all that is held, as it is.
    var areSame: Bool { entries.isEmpty && !hasOthers }
}
