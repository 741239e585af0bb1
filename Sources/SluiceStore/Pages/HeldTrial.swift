internal import SluiceCore

/// The held records of a dataset, judged with other limits of some fields.
///
/// What is recorded of a record does not tell whether it can be freed: it was found by other rules, perhaps. So all are judged or, where
/// they are too many, a sample of those that are held for one of the fields and one of the others.
struct HeldTrial {
    /// Places in the index of the records that are held because one of the fields is out of its range.
    private let likely: [Int]
    /// Those of the other records.
    private let others: [Int]
    /// How many of them were judged.
    private(set) var judged = 0
    /// How many pass, by location; scaled up when only some were judged.
    private(set) var freed: [String: Int] = [:]

    /// The records of a dataset; those of a key that is stored are left out, for no limit frees them. Nothing was judged yet.
    init(
        _ index: HeldIndex, dataset: String, _ fields: [String], _ connection: Connection
    ) throws(StoreError) {
        let isOfDataset = try index.files(of: dataset, connection)
        let isLikely = index.kinds.map { kind in
            kind.code == .range && fields.contains(kind.columnName ?? "")
        }
        let isDuplicate = index.kinds.map { $0.code == .duplicate }
        let columns = index.columns
        var (likely, others): ([Int], [Int]) = ([], [])
        for entry in 0..<columns.count
        where columns.lines[entry] > 0 && isOfDataset[Int(columns.files[entry])] {
            let kind = Int(columns.kinds[entry])
            if isLikely[kind] {
                likely.append(entry)
            } else if !isDuplicate[kind] {
                others.append(entry)
            }
        }
        self.likely = likely
        self.others = others
    }

    /// How many records there are.
    var count: Int { likely.count + others.count }

    /// Judges the records: of those held for one of the fields, and of the others, so many at most, evenly spread.
    mutating func judge(
        _ index: HeldIndex, _ dataset: Dataset, _ limits: JudgeLimits, _ now: Int64?, most: Int,
        file: (Int64) throws(StoreError) -> LedgerEntry?,
        raw: (Int64) throws(StoreError) -> [UInt8]?
    ) throws(StoreError) {
        for entries in [likely, others] {
            let sample =
                entries.count <= most
                ? entries : (0..<most).map { entries[$0 * entries.count / most] }
            let counts = try passing(sample, index, dataset, limits, now, file: file, raw: raw)
            judged += sample.count
            let scale = Double(entries.count) / Double(max(1, sample.count))
            for (location, count) in counts {
                let name = location < 0 ? "" : index.locations[Int(location)]
                freed[name, default: 0] += Int((Double(count) * scale).rounded())
            }
        }
    }

    /// How many of some records pass, by the number of their location.
    private func passing(
        _ entries: [Int], _ index: HeldIndex, _ dataset: Dataset, _ limits: JudgeLimits,
        _ now: Int64?, file: (Int64) throws(StoreError) -> LedgerEntry?,
        raw: (Int64) throws(StoreError) -> [UInt8]?
    ) throws(StoreError) -> [Int32: Int] {
        let byFile = entries.sorted {
            (index.columns.files[$0], $0) < (index.columns.files[$1], $1)
        }
        var current: (file: Int32, judge: HeldRecordJudge?) = (-1, nil)
        var counts: [Int32: Int] = [:]
        for entry in byFile {
            let number = index.columns.files[entry]
            if number != current.file {
                let known = try file(index.files[Int(number)].id)
                current = (
                    number,
                    known.map {
                        HeldRecordJudge(
                            dataset: dataset, header: $0.file.header, fileName: $0.file.name,
                            limits: limits, nowMilliseconds: now)
                    }
                )
            }
            guard current.judge != nil, let bytes = try raw(index.columns.ids[entry]) else {
                continue
            }
            guard current.judge?.findings(of: bytes) == nil else { continue }
            counts[index.columns.locations[entry], default: 0] += 1
        }
        return counts
    }

    /// The numbers that records hold in one of the fields, as far as it is the one they are held for.
    func values(of field: String?, _ index: HeldIndex) -> [Double] {
        likely.compactMap { entry -> Double? in
            let kind = index.kinds[Int(index.columns.kinds[entry])]
            guard kind.columnName == field else { return nil }
            let text = TextCheck.trimmed(Array(index.columns.value(entry)))
            return DecimalNumber.parse(text.span, 0..<text.count)
        }
    }
}
