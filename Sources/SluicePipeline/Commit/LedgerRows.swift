internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// Builds the ledger rows of files, and chooses where each will lie in the archive.
struct LedgerRows: Sendable {
    /// True when the archive has a directory for each UTC day.
    let archivesByDay: Bool

    /// Where a file of this content and name lies in the archive: where it is kept already, else
    /// `<UTC day>/<hash8>_<safe name>`, or without the day.
    private func archiveName(_ source: TakeSource, sha256: [UInt8], now: Int64) -> String {
        if let kept = source.keptName(isRefused: false) { return kept }
        let safe = String(decoding: PathText.safe(source.name, sha256: sha256), as: UTF8.self)
        guard archivesByDay else { return safe }
        let day = TimeText.format(milliseconds: now / 1000, fraction: 0).prefix(10)
        return String(decoding: day, as: UTF8.self) + "/" + safe
    }

    func loading(_ ticket: LoadingTicket) -> FileRow {
        var row = base(ticket.pending)
        row.dataset = ticket.dataset.name
        row.dataSource = ticket.dataset.effectiveDataSource
        row.sizeBytes = ticket.pending.identity.size
        row.header = ticket.header
        return row
    }

    func committed(_ file: TakenFile, now: Int64) -> FileRow {
        var row = taken(file)
        row.archiveName = archiveName(file.pending.source, sha256: row.sha256, now: now)
        row.records = file.counts.records
        row.stored = file.counts.stored
        row.quarantined = file.counts.held
        return row
    }

    func duplicate(_ file: TakenFile, now: Int64) -> FileRow {
        var row = taken(file)
        row.archiveName = archiveName(file.pending.source, sha256: row.sha256, now: now)
        return row
    }

    func rejected(_ file: TakenFile) -> FileRow {
        var row = taken(file)
        row.archiveName =
            file.pending.source.keptName(isRefused: true)
            ?? String(
                decoding: PathText.safe(file.pending.source.name, sha256: row.sha256),
                as: UTF8.self)
        return row
    }

    private func taken(_ file: TakenFile) -> FileRow {
        var row = base(file.pending)
        row.dataset = file.dataset?.name ?? ""
        row.dataSource = file.dataset?.effectiveDataSource ?? ""
        row.sizeBytes = file.identity.size
        row.sha256 = file.sha256 ?? []
        row.header = file.header
        row.sourcePath = file.pending.source.outsidePath
        return row
    }

    private func base(_ pending: PendingFile) -> FileRow {
        var row = FileRow(
            name: pending.source.name, dataset: "", dataSource: "", sizeBytes: 0,
            discoveredAt: pending.discoveredAt)
        row.attempts = pending.attempts + 1
        row.id = pending.source.ledgerID
        return row
    }
}
