package import SluiceCore

/// What became of entries.
extension StoreReader {
    /// What has become of an entry, and by which batch; nil while it is held. Some searches of tables.
    package func decision(
        of entry: QuarantineEntry
    ) throws(StoreError) -> RecordDetail.Decision? {
        guard entry.status != .held else { return nil }
        return try reading { () throws(StoreError) in
            var decision = RecordDetail.Decision(
                status: entry.status, microseconds: entry.resolvedAt ?? entry.quarantinedAt)
            if let batch = try SelectedEntry.find(entry.id, connection)?.state.touchedBy {
                decision.batch = try JournalEntry.head(ofBatch: batch, connection)
            }
            decision.isOverride = try isOverride(entry)
            return decision
        }
    }

    /// True when the record of an entry is stored with the flag for a rule that was overridden.
    private func isOverride(_ entry: QuarantineEntry) throws(StoreError) -> Bool {
        guard entry.status == .released, let line = entry.line,
            let file = try OperationFile.find(entry.fileID, connection),
            let layout = try DatasetCatalog(connection).layouts[file.dataset]
        else { return false }
        let statement = try connection.statement(
            "SELECT extra & 1 FROM \(layout.rowsTable) WHERE id = ?1")
        statement.bind(file.row(ofLine: line), at: 1)
        defer { statement.reset() }
        return try statement.step() && statement.int(0) == 1
    }
}
