internal import SluiceCore

/// The held records that other limits of some fields may free, judged with these limits.
struct HeldTrial {
    /// Places in the index of the records that are held for one of the fields.
    let candidates: [Int]
    /// How many of them were judged.
    private(set) var judged = 0
    /// How many pass, by location; scaled up when only some were judged.
    private(set) var freed: [String: Int] = [:]
    /// The entries that pass, as far as they were judged.
    private(set) var ids: [Int64] = []

    /// Nothing was judged yet.
    init(_ candidates: [Int]) { self.candidates = candidates }

    /// The records of a dataset whose first finding says that one of the fields is out of its range: others cannot be freed.
    static func candidates(
        _ index: HeldIndex, dataset: String, _ fields: [String], _ connection: Connection
    ) throws(StoreError) -> [Int] {
        let isOfDataset = try index.files(of: dataset, connection)
        let isWanted = index.kinds.map { kind in
            kind.code == .range && fields.contains(kind.columnName ?? "")
        }
        let columns = index.columns
        return (0..<columns.count).filter { entry in
            isWanted[Int(columns.kinds[entry])] && columns.lines[entry] > 0
                && isOfDataset[Int(columns.files[entry])]
        }
    }

    /// Judges the candidates, or so many of them, evenly spread.
    mutating func judge(
        _ index: HeldIndex, _ dataset: Dataset, _ limits: JudgeLimits, _ now: Int64?, most: Int,
        file: (Int64) throws(StoreError) -> LedgerEntry?,
        raw: (Int64) throws(StoreError) -> [UInt8]?
    ) throws(StoreError) {
        let sample =
            candidates.count <= most
            ? candidates : (0..<most).map { candidates[$0 * candidates.count / most] }
        let byFile = sample.sorted { (index.columns.files[$0], $0) < (index.columns.files[$1], $1) }
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
            judged += 1
            guard current.judge?.findings(of: bytes) == nil else { continue }
            counts[index.columns.locations[entry], default: 0] += 1
            ids.append(index.columns.ids[entry])
        }
        for (location, count) in counts {
            let name = location < 0 ? "" : index.locations[Int(location)]
            freed[name, default: 0] +=
                judged < candidates.count && judged > 0
                ? Int((Double(count) * Double(candidates.count) / Double(judged)).rounded()) : count
        }
    }

    /// The numbers that candidates hold in a field, as far as it is the one they are held for.
    func values(of field: String?, _ index: HeldIndex) -> [Double] {
        candidates.compactMap { entry -> Double? in
            let kind = index.kinds[Int(index.columns.kinds[entry])]
            guard kind.columnName == field else { return nil }
            let text = TextCheck.trimmed(Array(index.columns.value(entry)))
            return DecimalNumber.parse(text.span, 0..<text.count)
        }
    }
}
