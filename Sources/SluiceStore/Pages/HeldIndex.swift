internal import SluiceCore
internal import SluiceSystem

/// Everything held, in memory, in the order of ids: what filters, orders and groups of any size are answered from.
///
/// SQL would have to visit four tables for each of 100 000 records; here a filter is a pass over plain arrays. A class, because it
/// is large and filled step by step; confined to the queue of its reader.
final class HeldIndex {
    /// A file that holds something.
    struct File {
        let id: Int64
        let name: String
        let committedAt: Int64
        let dataset: String?
    }

    /// Finds the location of records of a file, from its dataset, header and name; nil when that cannot be told.
    typealias Locating = (_ dataset: String, _ header: [UInt8], _ name: [UInt8]) ->
        HeldRecordReader?

    /// How far an update came.
    enum Progress {
        /// All that is held is known.
        case complete
        /// Some of it is still to be read.
        case partial
        /// All of it is to be read anew.
        case stale
    }

    /// So many ids are looked at in one part: some 25 ms of reading.
    static let partEntries: Int64 = 32_768

    private(set) var files: [File] = []
    private(set) var kinds: [Finding] = []
    private(set) var locations: [String] = []
    /// The entries in the order of ids.
    private(set) var columns = HeldColumns()
    /// True once all that was held at the last update is known.
    private(set) var isComplete = false

    private var shapes = ShapeNumbers()
    /// The numbers of the first entries' shapes, of as many as were asked for.
    private var numberedShapes: [Int32] = []
    /// The entries that were asked for last, until something changes: the next page of them costs nothing.
    private var asked: (query: QuarantineQuery, entries: [Int32])?

    private var fileNumberOfID: [Int64: Int32] = [:]
    private var kindNumberOfID: [Int64: Int32] = [:]
    private var locationNumberOfName: [[UInt8]: Int32] = [:]

    /// The files that were being loaded at the last look, and the newest line of the journal then.
    private var loading: Set<Int64> = []
    private var journal: Int64 = 0
    /// The highest id that was looked at.
    private var readTo: Int64 = 0
    private let status: QuarantineStatus

    /// An index that knows nothing yet of what is held, or in another state.
    private init(of status: QuarantineStatus) { self.status = status }

    /// An index that knows nothing yet of what is held, to be filled by ``update(_:locating:most:)``.
    init(_ connection: Connection) throws(StoreError) {
        status = .held
        journal = try HeldChanges.newestJournalLine(connection)
        loading = try Self.loadingFiles(connection)
    }

    /// Gives `body` all that is held, or of another state, behind an id, as indexes of some entries each, until it answers false: no
    /// more is in memory at a time.
    ///
    /// Within a read transaction of the caller. Some 1 µs an entry.
    static func forEachPart(
        _ connection: Connection, status: QuarantineStatus, after: Int64 = 0,
        locating: Locating, _ body: (HeldIndex) throws(StoreError) -> Bool
    ) throws(StoreError) {
        let last = try newestEntry(connection)
        let index = HeldIndex(of: status)
        for start in stride(from: after + 1, through: last, by: Int64.Stride(partEntries)) {
            index.columns = HeldColumns()
            index.numberedShapes.removeAll(keepingCapacity: true)
            try index.read(
                start...start + partEntries - 1, into: &index.columns, connection, locating)
            guard try body(index) else { return }
        }
    }

    /// How many entries there are.
    var count: Int { columns.count }

    /// The number of the shape of entries without a value. Records with a wrong number of fields, which is at least 1, are below it.
    private static let noValue: Int32 = -1

    /// The numbers of the shapes of all entries, see ``Finding/shape``.
    ///
    /// The first call makes those of new entries, some 30 ns each.
    func shapeNumbers() -> [Int32] {
        numberedShapes.reserveCapacity(count)
        let ofKinds = kinds.map(Self.shapeNumber)
        for entry in numberedShapes.count..<count {
            numberedShapes.append(
                ofKinds[Int(columns.kinds[entry])]
                    ?? (columns.hasValue[entry]
                        ? shapes.number(of: columns.value(entry)) : Self.noValue))
        }
        return numberedShapes
    }

    /// The numbers of the shapes that read like a text, of those that have been numbered. Linear in the number of shapes.
    func shapeNumbers(reading text: String) -> [Int32] {
        let ofValues = shapes.shapes.indices.map { Int32($0) }
        return (ofValues + kinds.compactMap(Self.shapeNumber) + [Self.noValue]).filter {
            shape($0).utf8.elementsEqual(text.utf8)
        }
    }

    /// The shape of a number.
    func shape(_ number: Int32) -> String {
        switch number {
        case Self.noValue: ValueShape.none
        case ..<0: FieldCountRule.shape(ofFields: Int(-1 - number))
        default: ValueShape.text(shapes.shapes[Int(number)])
        }
    }

    /// The number of a shape that depends on the kind of finding alone; nil where it is that of the value.
    private static func shapeNumber(of kind: Finding) -> Int32? {
        FieldCountRule.fieldCount(of: kind).map { -1 - Int32(clamping: $0) }
    }

    /// The number of a file; nil when it holds nothing.
    func fileNumber(of id: Int64) -> Int32? { fileNumberOfID[id] }

    /// Per file: true when it is of a dataset. Linear in the number of files.
    func files(of dataset: String, _ connection: Connection) throws(StoreError) -> [Bool] {
        let statement = try connection.statement("SELECT id FROM ledger WHERE dataset = ?1")
        statement.bind(dataset, at: 1)
        defer { statement.reset() }
        var isOfDataset = Array(repeating: false, count: files.count)
        while try statement.step() {
            if let number = fileNumber(of: statement.integer(0)) {
                isOfDataset[Int(number)] = true
            }
        }
        return isOfDataset
    }

    /// The entries that a query asks for, all pages of them, in its order. A pass over all entries, unless it was asked for last.
    func entries(
        of query: QuarantineQuery, checking: () throws(StoreError) -> Void
    ) throws(StoreError) -> [Int32] {
        var all = query
        (all.offset, all.limit, all.anchor) = (0, 0, nil)
        if let asked, asked.query == all { return asked.entries }
        let entries = HeldOrder(all, self).sorted(
            try HeldFilter(all, self).entries(checking: checking))
        asked = (all, entries)
        return entries
    }

    // MARK: What has changed

    /// Takes in what operators did, and the next part of what was held since: at most so many ids.
    ///
    /// Within a read transaction of the caller. Linear in what changed, some 3 µs a record, and after an operation some 20 ns for each
    /// that did not.
    func update(
        _ connection: Connection, locating: Locating, most: Int64 = partEntries
    ) throws(StoreError) -> Progress {
        let nowLoading = try Self.loadingFiles(connection)
        // A big file's entries have older ids than those of small files beside it.
        guard loading.isSubset(of: nowLoading) else { return .stale }
        loading = nowLoading
        source = nil
        let newest = try HeldChanges.newestJournalLine(connection)
        if newest != journal {
            let changes = try HeldChanges(since: journal, connection)
            guard changes.count <= count / 4 + 1000 else { return .stale }
            try take(changes, connection, locating)
            journal = newest
        }
        let last = try Self.newestEntry(connection)
        // The entry of a rejected file goes when the file is judged again, and the next one may get its id.
        guard last >= readTo else { return .stale }
        let end = min(last, readTo + most)
        if end > readTo {
            asked = nil
            try read(readTo + 1...end, into: &columns, connection, locating)
            readTo = end
        }
        isComplete = end == last
        return isComplete ? .complete : .partial
    }

    private func take(
        _ changes: HeldChanges, _ connection: Connection, _ locating: Locating
    ) throws(StoreError) {
        asked = nil
        var again = HeldColumns()
        for id in changes.entries.sorted() where id <= readTo {
            try read(id...id, into: &again, connection, locating)
        }
        columns = columns.replacing(changes.entries, by: again)
        numberedShapes.removeAll(keepingCapacity: true)
    }

    /// The files that are being loaded part by part, of which nobody sees anything yet.
    static func loadingFiles(_ connection: Connection) throws(StoreError) -> Set<Int64> {
        let statement = try connection.statement("SELECT id FROM ledger WHERE status = 'loading'")
        defer { statement.reset() }
        var result: Set<Int64> = []
        while try statement.step() { result.insert(statement.integer(0)) }
        return result
    }

    /// The highest id an entry has; 0 without one.
    static func newestEntry(_ connection: Connection) throws(StoreError) -> Int64 {
        try connection.integer("SELECT max(id) FROM entries") ?? 0
    }

    // MARK: Reading

    private struct Source {
        let id: Int64
        let number: Int32
        var reader: HeldRecordReader?
    }

    /// What read the last record: most are followed by others of their file.
    private var source: Source?

    /// The first findings of entries beside the entries themselves, both in the order of ids: one pass over two tables.
    private struct FirstFindings {
        /// So many findings are passed over before the next one is searched for: those of entries that are not held.
        private static let patience: Int64 = 8

        let statement: Statement
        private let last: Int64
        private var current: Int64 = 0

        init(upTo last: Int64, _ connection: Connection) throws(StoreError) {
            statement = try connection.statement(
                """
                SELECT entry_id, kind_id, value FROM entry_findings
                    WHERE entry_id BETWEEN ?1 AND ?2 AND position = 0 ORDER BY entry_id
                """)
            self.last = last
        }

        /// Goes to the finding of an entry; false when it has none. Entries come in the order of ids.
        mutating func find(_ id: Int64) throws(StoreError) -> Bool {
            if current == 0 || id - current > Self.patience {
                statement.reset()
                statement.bind(id, at: 1)
                statement.bind(last, at: 2)
                current = 0
            }
            while current < id {
                current = try statement.step() ? statement.integer(0) : .max
            }
            return current == id
        }
    }

    private func read(
        _ ids: ClosedRange<Int64>, into columns: inout HeldColumns, _ connection: Connection,
        _ locating: Locating
    ) throws(StoreError) {
        let knownKinds = kindNumberOfID.count
        let statement = try connection.statement(
            """
            SELECT id, file_id, line, raw, quarantined_at FROM entries
                WHERE id BETWEEN ?1 AND ?2 AND status = ?3 ORDER BY id
            """)
        statement.bind(ids.lowerBound, at: 1)
        statement.bind(ids.upperBound, at: 2)
        statement.bind(status.number, at: 3)
        var findings = try FirstFindings(upTo: ids.upperBound, connection)
        defer {
            statement.reset()
            findings.statement.reset()
        }
        while try statement.step() {
            let file = statement.integer(1)
            if source?.id != file { source = try source(of: file, connection, locating) }
            let id = statement.integer(0)
            guard let number = source?.number, try findings.find(id) else { continue }
            let isRecord = !statement.isNull(2)
            let location =
                isRecord ? statement.withBytes(3) { source?.reader?.location(of: $0) } : nil
            columns.append(
                HeldColumns.Entry(
                    id: id, line: Int32(clamping: statement.integer(2)),
                    since: statement.optionalInteger(4) ?? files[Int(number)].committedAt,
                    file: number, kind: kindNumber(findings.statement.integer(1)),
                    location: location.map(locationNumber) ?? -1,
                    value: findings.statement.optionalBytes(2)?.prefix(Finding.valueLimit)))
        }
        if kindNumberOfID.count > knownKinds { try readKinds(connection) }
    }

    /// What reads the records of a file, which gets a number; nil for one that is being loaded.
    private func source(
        of id: Int64, _ connection: Connection, _ locating: Locating
    ) throws(StoreError) -> Source? {
        let statement = try connection.statement(
            """
            SELECT l.name, l.committed_at, l.dataset, h.bytes, COALESCE(l.name_bytes, l.name)
                FROM ledger l LEFT JOIN headers h ON h.id = l.header_id
                WHERE l.id = ?1 AND l.status <> 'loading'
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let number = fileNumberOfID[id] ?? Int32(files.count)
        if Int(number) == files.count {
            fileNumberOfID[id] = number
            let dataset = statement.text(2)
            files.append(
                File(
                    id: id, name: statement.text(0), committedAt: statement.integer(1),
                    dataset: dataset.isEmpty ? nil : dataset))
        }
        return Source(
            id: id, number: number,
            reader: locating(statement.text(2), statement.bytes(3), statement.bytes(4)))
    }

    private func kindNumber(_ id: Int64) -> Int32 {
        if let known = kindNumberOfID[id] { return known }
        let number = Int32(kindNumberOfID.count)
        kindNumberOfID[id] = number
        return number
    }

    private func locationNumber(_ name: [UInt8]) -> Int32 {
        if let known = locationNumberOfName[name] { return known }
        let number = Int32(locations.count)
        locationNumberOfName[name] = number
        locations.append(Sanitiser.safe(name).string)
        return number
    }

    private func readKinds(_ connection: Connection) throws(StoreError) {
        let unknown = Finding(.rule, rule: "", message: "")
        kinds = Array(repeating: unknown, count: kindNumberOfID.count)
        let statement = try connection.statement(
            "SELECT id, code, rule, column_index, column_name, message FROM finding_kinds")
        defer { statement.reset() }
        while try statement.step() {
            guard let number = kindNumberOfID[statement.integer(0)],
                let code = FindingCode(rawValue: statement.text(1))
            else { continue }
            kinds[Int(number)] = Finding(
                code, rule: statement.text(2),
                columnIndex: statement.optionalInteger(3).map { Int($0) },
                columnName: statement.optionalText(4), message: statement.text(5))
        }
    }
}
