package import SluiceCore

/// A row of the ledger.
package struct LedgerEntry: Sendable, Equatable {
    /// Its id, `files.id`.
    package let id: Int64
    /// The file.
    package internal(set) var file: FileRow
    /// Where it stands.
    package let status: FileStatus
    /// When it was committed, in microseconds since 1970; nil while it is being loaded.
    package let committedAt: Int64?
    /// The row that has the same content, when it is a duplicate.
    package let duplicateOf: Int64?
    /// Why it was rejected; nil otherwise.
    package let error: String?
    /// True when it is known to have left the inbox.
    package let isMoved: Bool

    /// The columns ``init(_:)`` reads, from `ledger l` and `headers h`.
    static let selection = """
        SELECT l.id, l.name, l.name_bytes, l.dataset, l.data_source, l.size_bytes, l.sha256, l.status,
            l.records, l.stored, l.quarantined, l.discarded, l.attempts, l.error, l.discovered_at,
            l.committed_at, l.archive_name, l.duplicate_of, l.moved, h.bytes
            FROM ledger l LEFT JOIN headers h ON h.id = l.header_id
        """

    /// A file by its ledger id; nil when it is unknown or in progress.
    static func find(_ id: Int64, _ connection: Connection) throws(StoreError) -> LedgerEntry? {
        let statement = try connection.statement(
            selection + " WHERE l.id = ?1 AND l.status <> 'loading'")
        statement.bind(id, at: 1)
        defer { statement.reset() }
        return try statement.step() ? LedgerEntry(statement) : nil
    }

    /// Reads the current row of a statement that begins with ``selection``.
    init(_ row: Statement) {
        id = row.integer(0)
        var file = FileRow(
            name: row.optionalBytes(2) ?? row.bytes(1), dataset: row.text(3),
            dataSource: row.text(4), sizeBytes: row.int(5), sha256: row.bytes(6),
            discoveredAt: row.integer(14))
        file.records = row.int(8)
        file.stored = row.int(9)
        file.quarantined = row.int(10)
        file.discarded = row.int(11)
        file.attempts = row.int(12)
        file.archiveName = row.optionalText(16)
        file.header = row.bytes(19)
        self.file = file
        status = FileStatus(rawValue: row.text(7)) ?? .committed
        committedAt = row.optionalInteger(15)
        duplicateOf = row.optionalInteger(17)
        error = row.optionalText(13)
        isMoved = row.integer(18) != 0
    }
}
