package import SluiceCore

/// How often rules are broken.
extension StoreReader {
    /// How many held records of one dataset have each first finding. Some milliseconds for a million of them in memory; see
    /// ``heldPage(_:locating:)``.
    package func ruleHits(
        dataset: String, locating: HeldReading
    ) throws(StoreError) -> [RuleHits] {
        try reading { () throws(StoreError) in
            let index = try heldIndex(locating)
            let isOfDataset = try index.files(of: dataset, connection)
            let columns = index.columns
            var hits = Array(repeating: (count: 0, last: Int64.min), count: index.kinds.count)
            for entry in 0..<columns.count
            where columns.lines[entry] > 0 && isOfDataset[Int(columns.files[entry])] {
                let kind = Int(columns.kinds[entry])
                hits[kind].count += 1
                hits[kind].last = max(hits[kind].last, columns.since[entry])
            }
            return zip(index.kinds, hits).filter { $0.1.count > 0 }.map { kind, hits in
                RuleHits(
                    column: kind.columnName ?? "", code: kind.code, rule: kind.rule,
                    count: hits.count, lastMicroseconds: hits.last)
            }
        }
    }
}
