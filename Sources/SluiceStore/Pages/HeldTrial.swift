internal import SluiceCore

/// The held records of a dataset, judged with other limits of some fields.
///
/// What is recorded of a record does not tell whether it can be freed: it was found by other rules, perhaps. So all are judged or, where
/// they are too many, a sample of those that are held for one of the fields and one of the others.
struct HeldTrial {
    private let index: HeldIndex
    private let dataset: Dataset
    private let connection: Connection
    private let layout: DatasetLayout?
    private var keys: RepeatedKeys
    /// Places in the index of the records that are held because one of the fields is out of its range.
    private let likely: [Int]
    /// Those of the other records.
    private let others: [Int]
    /// How many of them were judged.
    private(set) var judged = 0
    /// How many pass, by location; scaled up when only some were judged.
    private(set) var freed: [String: Int] = [:]

    /// The records of a dataset, which has the other limits already; those of a key that is stored are left out, for no limit frees
    /// them. Nothing was judged yet.
    init(
        _ index: HeldIndex, _ dataset: Dataset, _ fields: [String], _ connection: Connection,
        _ chunks: ChunkWriter
    ) throws(StoreError) {
        self.index = index
        self.dataset = dataset
        self.connection = connection
        layout = try DatasetCatalog(connection).layouts[dataset.name]
        keys = RepeatedKeys(chunks)
        let isOfDataset = try index.files(of: dataset.name, connection)
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
        _ limits: JudgeLimits, _ now: Int64?, most: Int
    ) throws(StoreError) {
        for entries in [likely, others] {
            let sample =
                entries.count <= most
                ? entries : (0..<most).map { entries[$0 * entries.count / most] }
            let counts = try passing(sample, limits, now)
            judged += sample.count
            let scale = Double(entries.count) / Double(max(1, sample.count))
            for (location, count) in counts {
                let name = location < 0 ? "" : index.locations[Int(location)]
                freed[name, default: 0] += Int((Double(count) * scale).rounded())
            }
        }
    }

    /// How many of some records pass, by the number of their location.
    private mutating func passing(
        _ entries: [Int], _ limits: JudgeLimits, _ now: Int64?
    ) throws(StoreError) -> [Int32: Int] {
        let byFile = Dictionary(grouping: entries) { index.columns.files[$0] }
        var counts: [Int32: Int] = [:]
        for (number, entries) in byFile.sorted(by: { $0.key < $1.key }) {
            let id = index.files[Int(number)].id
            guard let file = try OperationFile.find(id, connection) else { continue }
            for entry in try passing(entries, of: file, limits, now) {
                counts[index.columns.locations[entry], default: 0] += 1
            }
        }
        return counts
    }

    /// Those of some records of a file that pass and whose key is new.
    private mutating func passing(
        _ entries: [Int], of file: OperationFile, _ limits: JudgeLimits, _ now: Int64?
    ) throws(StoreError) -> [Int] {
        var judge = HeldRecordJudge(
            dataset: dataset, header: file.header, fileName: file.name, limits: limits,
            nowMilliseconds: now)
        let chunk = RecordChunk(schema: judge.schema ?? dataset.schema)
        var (passing, waiting): ([Int], [Int]) = ([], [])
        for entry in entries {
            let line = Int(index.columns.lines[entry])
            guard let raw = try raw(index.columns.ids[entry]),
                judge.judge(raw, line: line, into: chunk) == nil
            else { continue }
            waiting.append(entry)
            if chunk.isFull || chunk.contents.variableBytes >= limits.bytesPerChunk {
                passing += try new(waiting, chunk, file)
                waiting = []
            }
        }
        return passing + (try new(waiting, chunk, file))
    }

    /// Those of the records of a chunk, which is emptied, whose key is new.
    private mutating func new(
        _ entries: [Int], _ chunk: RecordChunk, _ file: OperationFile
    ) throws(StoreError) -> [Int] {
        guard !entries.isEmpty else { return [] }
        defer { chunk.reset(for: chunk.schema) }
        let known = try keys.rows(of: chunk, file, dataset.duplicateRule, layout)
        return entries.enumerated().filter { known[$0.offset] == nil }.map(\.element)
    }

    /// The bytes of a held record; nil when it is not held any more, or only its beginning is kept.
    private func raw(_ id: Int64) throws(StoreError) -> [UInt8]? {
        let statement = try connection.statement(
            "SELECT raw FROM entries WHERE id = ?1 AND status = 0 AND raw_size IS NULL")
        statement.bind(id, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.bytes(0) : nil
    }

    /// The numbers that records hold in one of the fields, as far as it is the one they are held for.
    func values(of field: String?) -> [Double] {
        likely.compactMap { entry -> Double? in
            let kind = index.kinds[Int(index.columns.kinds[entry])]
            guard kind.columnName == field else { return nil }
            let text = TextCheck.trimmed(Array(index.columns.value(entry)))
            return DecimalNumber.parse(text.span, 0..<text.count)
        }
    }
}
