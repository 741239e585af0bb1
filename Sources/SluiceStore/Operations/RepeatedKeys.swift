internal import SluiceCore

/// The keys of the records that an operation stores, or would store: which of them are there already.
///
/// One for a whole run, be it an operation, its dry run or a trial of other limits, so that all of them find the same duplicates.
struct RepeatedKeys {
    private let chunks: ChunkWriter
    /// The keys of rows that came before, with the ids of these rows, by dataset.
    private var seen: [String: [[UInt8]: Int64]] = [:]

    /// No key was seen yet.
    init(_ chunks: ChunkWriter) { self.chunks = chunks }

    /// The rows of a chunk of a file whose key is stored or came before, with the ids of the rows that have it already; none where the
    /// dataset keeps them all.
    mutating func rows(
        of chunk: RecordChunk, _ file: OperationFile, _ rule: DuplicateRule?,
        _ layout: DatasetLayout?
    ) throws(StoreError) -> [Int: Int64] {
        guard let rule, rule.policy != .keep, let layout else { return [:] }
        var result: [Int: Int64] = [:]
        for (row, stored) in try chunks.knownRows(
            of: chunk, rule.key, orOfFile: file.id, layout)
        { result[row] = stored.id }
        var keys = seen.removeValue(forKey: file.dataset) ?? [:]
        for row in 0..<chunk.count where result[row] == nil {
            let key = chunk.contents.keyBytes(ofRow: row, rule.key)
            if let other = keys[key] {
                result[row] = other
            } else {
                keys[key] = file.row(ofLine: Int(chunk.lines[row]))
            }
        }
        seen[file.dataset] = keys
        return result
    }
}
