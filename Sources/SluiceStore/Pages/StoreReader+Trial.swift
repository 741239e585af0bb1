package import SluiceCore

/// What other limits would do.
extension StoreReader {
    /// What changes of limits would do to what is held and what is stored of a dataset; nothing is written.
    ///
    /// `changed` is the dataset with the changes. Judges all held records, but at most 20 000 that are held for one of the fields and
    /// 20 000 others, and reads at most 1 500 000 rows, some 0.3 s of each; beyond, evenly spread samples, and the numbers are
    /// estimates. What is held is read into memory first.
    package func trial(
        _ changes: [RuleChange], of dataset: Dataset, _ changed: Dataset,
        limits: JudgeLimits = JudgeLimits(),
        nowMilliseconds: Int64?, locating: HeldReading
    ) throws(StoreError) -> RuleTrial {
        try readingChunks { (chunks) throws(StoreError) in
            var trial = RuleTrial()
            let fields = changes.map(\.field)
            var places: [String: (freed: Int, rejected: Int)] = [:]
            let rows = try RowTrial(connection, dataset, changes)
            let index = try heldIndex(locating)
            var held = try HeldTrial(index, changed, fields, connection, chunks)
            try held.judge(limits, nowMilliseconds, most: 20_000)
            trial.held = held.count
            trial.judged = held.judged
            trial.freed = held.freed.values.reduce(0, +)
            for (place, count) in held.freed { places[place, default: (0, 0)].freed = count }
            trial.stored = rows.stored
            trial.read = rows.read
            trial.rejected = rows.rejected.values.reduce(0, +)
            for (place, count) in rows.rejected {
                places[place, default: (0, 0)].rejected = count
            }
            trial.places = places.map { name, counts in
                RuleTrial.Place(location: name, freed: counts.freed, rejected: counts.rejected)
            }.sorted { left, right in
                let (leftSum, rightSum) = (
                    left.freed + left.rejected, right.freed + right.rejected
                )
                return leftSum == rightSum
                    ? LocationName.precedes(left.location, right.location) : leftSum > rightSum
            }
            trial.histogram = ValueHistogram.bins(
                stored: rows.values, held: held.values(of: fields.last),
                scale: rows.read == 0 ? 1 : Double(rows.stored) / Double(rows.read))
            return trial
        }
    }
}
