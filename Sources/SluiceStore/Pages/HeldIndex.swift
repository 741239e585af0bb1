internal import SluiceCore
internal import SluiceSystem

/// Everything held, in memory, in the order of ids: what filters, orders and groups of any size are answered from.
///
/// SQL would have to visit four tables for each of 100 000 records; here a filter is a pass over plain arrays. Some 50 bytes
/// a record. A class, because it is large and filled step by step; confined to the queue of its reader.
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

    private(set) var ids: [Int64] = []
    private(set) var lines: [Int32] = []
    private(set) var since: [Int64] = []
    /// Indices into ``files``.
    private(set) var fileNumbers: [Int32] = []
    /// Indices into ``kinds``, of the first finding.
    private(set) var kindNumbers: [Int32] = []
    /// Indices into ``locations``; −1 where none can be told.
    private(set) var locationNumbers: [Int32] = []
    private(set) var files: [File] = []
    private(set) var kinds: [Finding] = []
    private(set) var locations: [String] = []
    /// False where the first finding has no value, which is not the same as an empty one.
    private(set) var hasValue: [Bool] = []
    private var valueEnds: [UInt32] = []
    private var values: [UInt8] = []

    private var shapes = ShapeNumbers()
    /// The numbers of the first entries' shapes, of as many as were asked for.
    private var shapeNumbers: [Int32] = []

    private var fileNumberOfID: [Int64: Int32] = [:]
    private var kindNumberOfID: [Int64: Int32] = [:]
    private var locationNumberOfName: [[UInt8]: Int32] = [:]

    /// How many entries there are.
    var count: Int { ids.count }

    /// The offending value of an entry's first finding; empty when it has none. At most 1 KiB.
    func value(_ index: Int) -> ArraySlice<UInt8> {
        let start = index == 0 ? 0 : Int(valueEnds[index - 1])
        return values[start..<Int(valueEnds[index])]
    }

    /// The number of the shape of an entry's value; the first call reads the values of all entries before it too.
    func shapeNumber(_ index: Int) -> Int32 {
        while shapeNumbers.count <= index {
            shapeNumbers.append(shapes.number(of: value(shapeNumbers.count)))
        }
        return shapeNumbers[index]
    }

    /// The number that entries of a shape have.
    func shapeNumber(of shape: [UInt8]) -> Int32 { shapes.number(of: shape[...]) }

    /// The shape of a number.
    func shape(_ number: Int32) -> [UInt8] { shapes.shapes[Int(number)] }

    /// The number of a file; nil when it holds nothing.
    func fileNumber(of id: Int64) -> Int32? { fileNumberOfID[id] }

    /// The place of an entry; nil when it is not held.
    func index(of id: Int64) -> Int? {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }

    /// The newest file looked at, the files that were being loaded then, and the newest entry of the journal.
    private var newestFile: Int64 = 0
    private var loading: Set<Int64> = []
    private var journal: Int64 = 0

    private let status: QuarantineStatus

    /// Reads all that is held, or of another state. Blocks: see ``update(_:locating:)``.
    init(
        _ connection: Connection, status: QuarantineStatus = .held, locating: Locating
    ) throws(StoreError) {
        self.status = status
        journal = try Self.newestJournalEntry(connection)
        loading = try Self.loadingFiles(connection)
        try read(connection, locating)
    }

    /// Adds what was held since; false when that is not enough and all is to be read anew.
    ///
    /// Within a read transaction of the caller. Linear in what is new: some 3 µs a record.
    func update(_ connection: Connection, locating: Locating) throws(StoreError) -> Bool {
        let nowLoading = try Self.loadingFiles(connection)
        // What an operator did, or a big file whose entries have older ids than those of small files beside it.
        guard try Self.newestJournalEntry(connection) == journal, loading.isSubset(of: nowLoading)
        else { return false }
        loading = nowLoading
        try read(connection, locating)
        return true
    }

    private static func newestJournalEntry(_ connection: Connection) throws(StoreError) -> Int64 {
        let statement = try connection.statement("SELECT max(id) FROM journal_entries")
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    private static func loadingFiles(_ connection: Connection) throws(StoreError) -> Set<Int64> {
        let statement = try connection.statement("SELECT id FROM ledger WHERE status = 'loading'")
        defer { statement.reset() }
        var result: Set<Int64> = []
        while try statement.step() { result.insert(statement.integer(0)) }
        return result
    }

    private func read(_ connection: Connection, _ locating: Locating) throws(StoreError) {
        let sources = try readFiles(connection)
        guard !sources.isEmpty else { return }
        let knownKinds = kindNumberOfID.count
        let statement = try connection.statement(
            """
            SELECT e.id, e.file_id, e.line, e.raw, e.quarantined_at, n.kind_id, n.value
                FROM entries e CROSS JOIN entry_findings n
                WHERE e.id > ?1 AND e.status = ?2 AND n.entry_id = e.id AND n.position = 0
                ORDER BY e.id
            """)
        statement.bind(ids.last ?? 0, at: 1)
        statement.bind(status.number, at: 2)
        defer { statement.reset() }
        var current: (file: Int32, reader: HeldRecordReader?) = (-1, nil)
        while try statement.step() {
            let fileID = statement.integer(1)
            guard let file = fileNumberOfID[fileID] else { continue }
            if current.file != file {
                let source = sources[fileID]
                current = (file, source.flatMap { locating($0.dataset, $0.header, $0.name) })
            }
            append(statement, file)
            let isRecord = !statement.isNull(2)
            let location = isRecord ? current.reader?.location(of: statement.bytes(3)) : nil
            locationNumbers.append(location.map(locationNumber) ?? -1)
        }
        if kindNumberOfID.count > knownKinds { try readKinds(connection) }
    }

    private func append(_ row: Statement, _ file: Int32) {
        ids.append(row.integer(0))
        fileNumbers.append(file)
        lines.append(Int32(clamping: row.integer(2)))
        since.append(row.optionalInteger(4) ?? files[Int(file)].committedAt)
        kindNumbers.append(kindNumber(row.integer(5)))
        hasValue.append(!row.isNull(6))
        values += row.bytes(6).prefix(Finding.valueLimit)
        valueEnds.append(UInt32(clamping: values.count))
    }

    private typealias Source = (dataset: String, header: [UInt8], name: [UInt8])

    /// Takes in the files that are new; answers what is needed to read their records.
    private func readFiles(_ connection: Connection) throws(StoreError) -> [Int64: Source] {
        let statement = try connection.statement(
            """
            SELECT l.id, l.name, l.committed_at, l.dataset, h.bytes, COALESCE(l.name_bytes, l.name)
                FROM ledger l LEFT JOIN headers h ON h.id = l.header_id
                WHERE l.id > ?1 AND l.status <> 'loading'
                    AND (l.quarantined > 0 OR l.status = 'rejected' OR ?2 <> 0)
            """)
        statement.bind(newestFile, at: 1)
        statement.bind(status.number, at: 2)
        defer { statement.reset() }
        var result: [Int64: Source] = [:]
        while try statement.step() {
            let id = statement.integer(0)
            newestFile = max(newestFile, id)
            fileNumberOfID[id] = Int32(files.count)
            files.append(File(id: id, name: statement.text(1), committedAt: statement.integer(2)))
            result[id] = (statement.text(3), statement.bytes(4), statement.bytes(5))
        }
        return result
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
