internal import Synchronization

internal import SluiceCore
internal import SluiceStore

/// The held records of files, read back from the database over one read-only connection that is opened when first needed.
///
/// A class, because it keeps that connection; one reading at a time, and a new connection after a failure.
final class HeldRecordSource: Sendable {
    private let open: @Sendable () throws(StoreError) -> StoreReader
    private let lock = Mutex(())
    /// Touched only under ``lock``.
    nonisolated(unsafe) private var reader: StoreReader?

    init(open: @escaping @Sendable () throws(StoreError) -> StoreReader) {
        self.open = open
    }

    /// Ends the connection; it is opened again when there is something to read after all.
    func close() {
        lock.withLock { _ in
            reader?.close()
            reader = nil
        }
    }

    /// Most records of a page; each has at most 64 KiB of raw bytes.
    private static let pageRecords = 200

    /// Hands over the held records of a file, page by page, in file order.
    func pages(ofFile id: Int64, _ visit: ([HeldRecord]) throws -> Void) throws {
        var line = 0
        while true {
            let page = try reading { (reader) throws(StoreError) in
                try reader.heldEntries(ofFile: id, afterLine: line, limit: Self.pageRecords)
            }
            try visit(
                page.map { entry in
                    HeldRecord(
                        line: entry.line ?? 0, byteOffset: entry.byteOffset ?? 0, raw: entry.raw,
                        rawSize: entry.rawSize, findings: entry.findings)
                })
            guard page.count == Self.pageRecords, let last = page.last?.line else { return }
            line = last
        }
    }

    /// A file of the ledger.
    func file(_ id: Int64) throws(StoreError) -> LedgerEntry? {
        try reading { (reader) throws(StoreError) in try reader.file(id) }
    }

    /// Under which names a file lies in the archive, and those that are duplicates of it. Reads the whole ledger.
    func archiveNames(ofContentOf id: Int64) throws(StoreError) -> [String] {
        try reading { (reader) throws(StoreError) in try reader.archiveNames(ofContentOf: id) }
    }

    /// The findings about a file as a whole.
    func fileFindings(ofFile id: Int64) throws(StoreError) -> [Finding] {
        try reading { (reader) throws(StoreError) in
            try reader.fileEntry(ofFile: id)?.findings ?? []
        }
    }

    private func reading<Result>(
        _ body: (StoreReader) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        let outcome = lock.withLock { _ -> UncheckedResult<Result> in
            do throws(StoreError) {
                let connection: StoreReader
                if reader?.isAbandoned == true { reader = nil }
                if let reader { connection = reader } else { connection = try open() }
                reader = connection
                return UncheckedResult(result: .success(try body(connection)))
            } catch {
                reader = nil
                return UncheckedResult(result: .failure(error))
            }
        }
        return try outcome.result.get()
    }
}

/// Carries a value out of the lock to the caller that asked for it.
private struct UncheckedResult<Value>: @unchecked Sendable {  // used by one caller only
    let result: Result<Value, StoreError>
}
