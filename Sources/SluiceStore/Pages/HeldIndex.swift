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
    }

    /// Finds the location of records of a file, from its dataset, header and name; nil when that cannot be told.
    typealias Locating = (_ dataset: String, _ header: [UInt8], _ name: [UInt8]) ->
        HeldRecordReader?

    private(set) var files: [File] = []
    private(set) var kinds: [Finding] = []
    private(set) var locations: [String] = []
    /// The entries in the order of ids.
    private(set) var columns = HeldColumns()

    private var shapes = ShapeNumbers()
    /// The numbers of the first entries' shapes, of as many as were asked for.
    private var shapeNumbers: [Int32] = []

    private var fileNumberOfID: [Int64: Int32] = [:]
    private var kindNumberOfID: [Int64: Int32] = [:]
    private var locationNumberOfName: [[UInt8]: Int32] = [:]

    /// The files that were being loaded at the last look, and the newest line of the journal then.
    private var loading: Set<Int64> = []
    private var journal: Int64 = 0
    private let status: QuarantineStatus

    /// Reads all that is held, or of another state. Blocks: see ``update(_:locating:)``.
    init(
        _ connection: Connection, status: QuarantineStatus = .held, locating: Locating
    ) throws(StoreError) {
        self.status = status
        journal = try HeldChanges.newestJournalLine(connection)
        loading = try Self.loadingFiles(connection)
        try read(1...Int64.max, into: &columns, connection, locating)
    }

    private init(of status: QuarantineStatus) { self.status = status }

    /// Gives `body` all that is held, or of another state, as indexes of some entries each: no more is in memory at a time.
    ///
    /// Within a read transaction of the caller. Some 2 µs an entry.
    static func forEachPart(
        _ connection: Connection, status: QuarantineStatus, locating: Locating,
        _ body: (HeldIndex) throws(StoreError) -> Void
    ) throws(StoreError) {
        let last = try connection.integer("SELECT max(id) FROM entries") ?? 0
        let index = HeldIndex(of: status)
        for start in stride(from: 1, through: last, by: partEntries) {
            index.columns = HeldColumns()
            index.shapeNumbers.removeAll(keepingCapacity: true)
            try index.read(
                start...start + Int64(partEntries) - 1, into: &index.columns, connection, locating)
            try body(index)
        }
    }

    private static let partEntries = 32_768

    /// How many entries there are.
    var count: Int { columns.count }

    /// The number of the shape of an entry's value; the first call reads the values of all entries before it too.
    func shapeNumber(_ index: Int) -> Int32 {
        while shapeNumbers.count <= index {
            shapeNumbers.append(shapes.number(of: columns.value(shapeNumbers.count)))
        }
        return shapeNumbers[index]
    }

    /// The number that entries of a shape have.
    func shapeNumber(of shape: [UInt8]) -> Int32 { shapes.number(of: shape[...]) }

    /// The shape of a number.
    func shape(_ number: Int32) -> [UInt8] { shapes.shapes[Int(number)] }

    /// The number of a file; nil when it holds nothing.
    func fileNumber(of id: Int64) -> Int32? { fileNumberOfID[id] }

    // MARK: What has changed

    /// Takes in what was held since, and what operators did; false when that is not enough and all is to be read anew.
    ///
    /// Within a read transaction of the caller. Linear in what changed, some 3 µs a record, and after an operation some 20 ns for each
    /// that did not.
    func update(_ connection: Connection, locating: Locating) throws(StoreError) -> Bool {
        let nowLoading = try Self.loadingFiles(connection)
        // A big file's entries have older ids than those of small files beside it.
        guard loading.isSubset(of: nowLoading) else { return false }
        loading = nowLoading
        source = nil
        let newest = try HeldChanges.newestJournalLine(connection)
        if newest != journal {
            let changes = try HeldChanges(since: journal, connection)
            guard changes.count <= count / 2 + 1000 else { return false }
            try take(changes, connection, locating)
            journal = newest
        }
        try read(
            (columns.ids.last ?? 0) + 1...Int64.max, into: &columns, connection, locating)
        return true
    }

    private func take(
        _ changes: HeldChanges, _ connection: Connection, _ locating: Locating
    ) throws(StoreError) {
        let last = columns.ids.last ?? 0
        var again = HeldColumns()
        for id in changes.entries.sorted() where id <= last {
            try read(id...id, into: &again, connection, locating)
        }
        columns = columns.replacing(changes.entries, by: again)
        shapeNumbers.removeAll(keepingCapacity: true)
    }

    private static func loadingFiles(_ connection: Connection) throws(StoreError) -> Set<Int64> {
        let statement = try connection.statement("SELECT id FROM ledger WHERE status = 'loading'")
        defer { statement.reset() }
        var result: Set<Int64> = []
        while try statement.step() { result.insert(statement.integer(0)) }
        return result
    }

    // MARK: Reading

    private struct Source {
        let id: Int64
        let number: Int32
        var reader: HeldRecordReader?
    }

    /// What read the last record: most are followed by others of their file.
    private var source: Source?

    private func read(
        _ ids: ClosedRange<Int64>, into columns: inout HeldColumns, _ connection: Connection,
        _ locating: Locating
    ) throws(StoreError) {
        let knownKinds = kindNumberOfID.count
        let statement = try connection.statement(
            """
            SELECT e.id, e.file_id, e.line, e.raw, e.quarantined_at, n.kind_id, n.value
                FROM entries e CROSS JOIN entry_findings n WHERE e.id BETWEEN ?1 AND ?2
                    AND e.status = ?3 AND n.entry_id = e.id AND n.position = 0 ORDER BY e.id
            """)
        statement.bind(ids.lowerBound, at: 1)
        statement.bind(ids.upperBound, at: 2)
        statement.bind(status.number, at: 3)
        defer { statement.reset() }
        while try statement.step() {
            let file = statement.integer(1)
            if source?.id != file { source = try source(of: file, connection, locating) }
            guard let number = source?.number else { continue }
            let isRecord = !statement.isNull(2)
            let location = isRecord ? source?.reader?.location(of: statement.bytes(3)) : nil
            columns.append(
                HeldColumns.Entry(
                    id: statement.integer(0), line: Int32(clamping: statement.integer(2)),
                    since: statement.optionalInteger(4) ?? files[Int(number)].committedAt,
                    file: number, kind: kindNumber(statement.integer(5)),
                    location: location.map(locationNumber) ?? -1,
                    value: statement.optionalBytes(6)?.prefix(Finding.valueLimit)))
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
            files.append(File(id: id, name: statement.text(0), committedAt: statement.integer(1)))
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
        locations.append(String(decoding: name, as: UTF8.self))
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
