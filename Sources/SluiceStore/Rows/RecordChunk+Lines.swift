internal import SluiceCore

extension RecordChunk {
    /// The largest line number of its records; 0 when there are none. Linear in the rows.
    var largestLine: Int64 {
        let rows = Int64(lines.max() ?? 0)
        return held.reduce(rows) { max($0, Int64($1.line)) }
    }
}
