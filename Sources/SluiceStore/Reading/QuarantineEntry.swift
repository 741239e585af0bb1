package import SluiceCore

/// One held record or rejected file, as pages show it.
package struct QuarantineEntry: Sendable, Equatable {
    /// Its id, `quarantine.id`.
    package let id: Int64
    /// The ledger id of its file.
    package let fileID: Int64
    /// Name of the file as text, see `files.name`.
    package let fileName: String
    /// Name of the file's dataset; empty when it belongs to none.
    package let dataset: String
    /// The line on which the record starts, 1-based; nil for a file rejected as a whole.
    package let line: Int?
    /// Offset of the record in the file; nil for a file.
    package let byteOffset: Int?
    /// The record's bytes without its line end, at most 64 KiB of them.
    package let raw: [UInt8]
    /// How many bytes the record has in the file.
    package let rawSize: Int
    /// What has become of it.
    package let status: QuarantineStatus
    /// How often it was judged.
    package let attempts: Int
    /// Since when it is in quarantine, in microseconds since 1970.
    package let quarantinedAt: Int64
    /// When it was decided, in microseconds since 1970; nil while it is held.
    package let resolvedAt: Int64?
    /// Everything that is wrong with it.
    package var findings: [Finding]

    /// The columns ``init(_:)`` reads, from `entries e` and `ledger f`.
    static func selection(_ tables: String = QuarantineFilter().tables) -> String {
        """
        SELECT e.id, e.file_id, f.name, f.dataset, e.line, e.byte_offset, e.raw,
            COALESCE(e.raw_size, length(e.raw)), e.status, e.attempts,
            COALESCE(e.quarantined_at, f.committed_at), e.resolved_at
            FROM \(tables)
        """
    }

    /// Reads the current row of a statement that begins with ``selection``; without findings.
    init(_ row: Statement) {
        id = row.integer(0)
        fileID = row.integer(1)
        fileName = row.text(2)
        dataset = row.text(3)
        line = row.optionalInteger(4).map { Int($0) }
        byteOffset = row.optionalInteger(5).map { Int($0) }
        raw = row.bytes(6)
        rawSize = row.int(7)
        let number = row.int(8)
        status = QuarantineStatus.allCases.first { $0.number == number } ?? .held
        attempts = row.int(9)
        quarantinedAt = row.integer(10)
        resolvedAt = row.optionalInteger(11)
        findings = []
    }
}
