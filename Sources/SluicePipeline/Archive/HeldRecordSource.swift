internal import Synchronization

internal import SluiceCore
internal import SluiceStore

/// The held records of files, read back from the database over one read-only connection that is opened when first needed.
///
/// A class, because it keeps that connection; used on the archive queue alone, and forgotten after a failure.
final class HeldRecordSource: Sendable {
    private let open: @Sendable () throws(StoreError) -> StoreReader
    private let reader = Mutex<StoreReader?>(nil)

    init(open: @escaping @Sendable () throws(StoreError) -> StoreReader) {
        self.open = open
    }

    /// All held records of a file, in file order; at most the limit of bad records of a file.
    func records(ofFile id: Int64) throws(StoreError) -> [HeldRecord] {
        var result: [HeldRecord] = []
        try pages(ofFile: id) { entry in
            guard let line = entry.line else { return }
            result.append(
                HeldRecord(
                    line: line, byteOffset: entry.byteOffset ?? 0, raw: entry.raw,
                    rawSize: entry.rawSize, findings: entry.findings))
        }
        return result
    }

    /// The findings about a file as a whole.
    func fileFindings(ofFile id: Int64) throws(StoreError) -> [Finding] {
        var result: [Finding] = []
        try pages(ofFile: id) { entry in
            if entry.line == nil { result += entry.findings }
        }
        return result
    }

    private func pages(
        ofFile id: Int64, _ visit: (QuarantineEntry) -> Void
    ) throws(StoreError) {
        do throws(StoreError) {
            let reader = try connection()
            var last: Int?
            while true {
                let page = try reader.heldEntries(ofFile: id, afterLine: last, limit: 1000)
                for entry in page { visit(entry) }
                guard page.count == 1000, let line = page.last?.line else { return }
                last = line
            }
        } catch {
            reader.withLock { $0 = nil }
            throw error
        }
    }

    private func connection() throws(StoreError) -> StoreReader {
        if let open = reader.withLock({ $0 }) { return open }
        let opened = try open()
        reader.withLock { $0 = opened }
        return opened
    }
}
