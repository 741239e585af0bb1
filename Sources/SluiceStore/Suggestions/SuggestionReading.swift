internal import SluiceCore

/// Reads the evidence for suggestions: the cells of some held records, and what is stored of the field at fault.
///
/// Within a read transaction of the caller.
struct SuggestionReading {
    /// What was found.
    enum Found {
        /// Records, and the entries they are of.
        case records(SuggestionEvidence, ids: [Int64])
        /// The names in the header of a rejected file.
        case header([[UInt8]], Dataset)
    }

    private let connection: Connection
    private let catalog: SluiceCore.DatasetCatalog
    private let statistics: StoredStatistics

    /// A reading by the datasets in force.
    init(
        _ connection: Connection, _ catalog: SluiceCore.DatasetCatalog,
        _ statistics: StoredStatistics
    ) {
        self.connection = connection
        self.catalog = catalog
        self.statistics = statistics
    }

    /// The evidence of some entries; those that stand under another header than most are left out.
    func read(_ ids: [Int64]) throws(StoreError) -> Found? {
        let entries = try usual(ids)
        guard let first = entries.first, let dataset = catalog.dataset(named: first.file.dataset),
            let finding = try firstFinding(of: first.id)
        else { return nil }
        guard first.isRecord else {
            let cells = HeaderRenaming.cells(of: first.raw, dataset)
            return finding.code == .header && !cells.isEmpty ? .header(cells, dataset) : nil
        }
        var readers: [Int64: HeldRecordReader] = [:]
        var records: [SuggestionEvidence.Record] = []
        var used: [Int64] = []
        for entry in entries where entry.isRecord {
            let file = entry.file
            guard
                var reader = readers[file.id]
                    ?? HeldRecordReader(dataset: dataset, header: file.header, fileName: file.name)
            else { continue }
            records.append(
                SuggestionEvidence.Record(
                    cells: reader.cells(of: entry.raw),
                    location: reader.location(of: entry.raw).map {
                        String(decoding: $0, as: UTF8.self)
                    }))
            readers[file.id] = reader
            used.append(entry.id)
        }
        guard !records.isEmpty, var reader = readers[first.file.id] else { return nil }
        var evidence = SuggestionEvidence(
            dataset: dataset, code: finding.code, columns: reader.columnNames(),
            column: finding.columnIndex.map { $0 - 1 }, records: records)
        if let field = evidence.field {
            evidence.stored = try statistics.of(
                column: field.storedName, dataset: dataset.name, connection)
            evidence.further = try further(evidence, used)
        }
        return .records(evidence, ids: used)
    }

    /// Most further columns of which evidence is gathered.
    private static let furtherLimit = 16

    /// Evidence of the other columns at which some of the records have findings, of each by the code that most of these have there.
    ///
    /// Without what is stored of them, which costs a pass over the rows: faults that are told by it are not looked for elsewhere.
    private func further(
        _ evidence: SuggestionEvidence, _ ids: [Int64]
    ) throws(StoreError) -> [SuggestionEvidence] {
        var records: [Int: [FindingCode: [SuggestionEvidence.Record]]] = [:]
        for (id, record) in zip(ids, evidence.records) {
            for finding in try SelectedEntry.findings(of: id, connection) {
                guard let column = finding.columnIndex.map({ $0 - 1 }), column != evidence.column
                else { continue }
                records[column, default: [:]][finding.code, default: []].append(record)
            }
        }
        return records.sorted { $0.key < $1.key }.prefix(Self.furtherLimit).compactMap {
            column, byCode in
            byCode.max { ($0.value.count, $1.key.rawValue) < ($1.value.count, $0.key.rawValue) }
                .map { code, records in
                    SuggestionEvidence(
                        dataset: evidence.dataset, code: code, columns: evidence.columns,
                        column: column, records: records)
                }
        }
    }

    /// An entry that is held, and its file.
    private struct Entry {
        let id: Int64
        let file: OperationFile
        let isRecord: Bool
        let raw: [UInt8]
    }

    /// Those of some entries that have the most frequent header of their dataset.
    private func usual(_ ids: [Int64]) throws(StoreError) -> [Entry] {
        struct Kind: Hashable {
            let dataset: String
            let header: [UInt8]
        }
        var files: [Int64: OperationFile] = [:]
        var kinds: [Kind: [Entry]] = [:]
        var order: [Kind] = []
        for id in ids {
            guard let entry = try entry(id, &files) else { continue }
            let kind = Kind(dataset: entry.file.dataset, header: entry.file.header)
            if kinds[kind] == nil { order.append(kind) }
            kinds[kind, default: []].append(entry)
        }
        let most = kinds.values.map(\.count).max()
        return order.lazy.compactMap { kinds[$0] }.first { $0.count == most } ?? []
    }

    /// Nil for one that is not held, or of which only the beginning is kept: nothing frees that.
    private func entry(
        _ id: Int64, _ files: inout [Int64: OperationFile]
    ) throws(StoreError) -> Entry? {
        let statement = try connection.statement(
            """
            SELECT file_id, line IS NOT NULL, raw FROM entries
                WHERE id = ?1 AND status = 0 AND raw_size IS NULL
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let number = statement.integer(0)
        if files[number] == nil { files[number] = try OperationFile.find(number, connection) }
        return files[number].map {
            Entry(
                id: id, file: $0, isRecord: statement.integer(1) != 0, raw: statement.bytes(2))
        }
    }

    private func firstFinding(of id: Int64) throws(StoreError) -> Finding? {
        try SelectedEntry.findings(of: id, connection).first
    }
}
