package import SluiceCore

/// What a batch of the journal touched, line by line.
extension StoreReader {
    /// A batch with its first lines; nil when there is none of this number. Linear in the lines that are told.
    package func batch(_ id: Int64, locating: @escaping HeldReading) throws(StoreError)
        -> BatchDetail?
    {
        try reading { () throws(StoreError) in
            guard let head = try journalHead(ofBatch: id) else { return nil }
            var files = BatchFiles(connection: connection, locating: locating)
            var lines: [BatchLine] = []
            let limit = BatchDetail.lineLimit
            let entries = try journalLines(ofBatch: id, limit: limit + 1)
            for entry in entries.prefix(limit) { lines.append(try files.line(entry)) }
            var detail = BatchDetail(head: head, lines: lines)
            detail.isPart = entries.count > limit
            return detail
        }
    }
}

/// Reads lines of the journal with the files they are about, each of these once as long as lines of it follow each other.
private struct BatchFiles {
    let connection: Connection
    let locating: StoreReader.HeldReading
    private var file: OperationFile?
    private var reader: HeldRecordReader?

    init(connection: Connection, locating: @escaping StoreReader.HeldReading) {
        self.connection = connection
        self.locating = locating
    }

    mutating func line(_ entry: JournalEntry) throws(StoreError) -> BatchLine {
        var line = BatchLine(id: entry.id)
        line.fileName = entry.fileName
        guard entry.limits.isEmpty else {
            line.outcome = entry.limits.joined(separator: ", ")
            return line
        }
        if let id = entry.fileID, file?.id != id {
            file = try OperationFile.find(id, connection)
            reader = file.flatMap { locating($0.dataset, $0.header, $0.name) }
        }
        let (before, after) = (Array((entry.before ?? "").utf8), Array((entry.after ?? "").utf8))
        if let id = entry.entryID, let from = EntryState(journalText: before),
            let to = EntryState(journalText: after)
        {
            line.entry = id
            try describe(id, from, to, in: &line)
        } else if let from = FileState(journalText: before), let to = FileState(journalText: after)
        {
            line.before = Array(Self.counts(from).utf8)
            line.after = Array(Self.counts(to).utf8)
            line.outcome =
                from.status == to.status
                ? "taken again" : "\(from.status.rawValue) → \(to.status.rawValue)"
        }
        return line
    }

    private mutating func describe(
        _ id: Int64, _ from: EntryState, _ to: EntryState, in line: inout BatchLine
    ) throws(StoreError) {
        line.line = try SelectedEntry.find(id, connection)?.line
        let was = from.isAside ? "stored" : from.status.rawValue
        line.outcome =
            from.status == to.status
            ? "\(to.status.rawValue), attempt \(to.attempts)" : "\(was) → \(to.status.rawValue)"
        if let old = from.raw, let new = to.raw, let change = reader?.change(from: old, to: new) {
            (line.field, line.before, line.after) = (change.field, change.before, change.after)
            return
        }
        var findings = from.findings ?? []
        if findings.isEmpty { findings = try SelectedEntry.findings(of: id, connection) }
        line.field = findings.first?.columnName ?? ""
        line.before = findings.first?.value
    }

    private static func counts(_ state: FileState) -> String {
        "\(state.stored) stored, \(state.quarantined) held"
            + (state.discarded > 0 ? ", \(state.discarded) discarded" : "")
    }
}
