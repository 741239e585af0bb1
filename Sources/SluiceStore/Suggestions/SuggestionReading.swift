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
        guard let first = try usual(ids),
            let file = try OperationFile.find(first.file, connection),
            let dataset = catalog.dataset(named: file.dataset)
        else { return nil }
        guard let finding = try firstFinding(of: first.id) else { return nil }
        guard first.isRecord else {
            let cells = HeaderRenaming.cells(of: first.raw, dataset)
            return finding.code == .header && !cells.isEmpty ? .header(cells, dataset) : nil
        }
        var readers: [Int64: HeldRecordReader] = [:]
        var records: [SuggestionEvidence.Record] = []
        var used: [Int64] = []
        for id in ids {
            guard let entry = try entry(id), entry.isRecord else { continue }
            if readers[entry.file] == nil {
                readers[entry.file] = try reader(for: entry.file, like: file, dataset)
            }
            guard var reader = readers[entry.file] else { continue }
            records.append(
                SuggestionEvidence.Record(
                    cells: reader.cells(of: entry.raw),
                    location: reader.location(of: entry.raw).map {
                        String(decoding: $0, as: UTF8.self)
                    }))
            readers[entry.file] = reader
            used.append(id)
        }
        guard !records.isEmpty, var reader = readers[first.file] else { return nil }
        var evidence = SuggestionEvidence(
            dataset: dataset, code: finding.code, columns: reader.columnNames(),
            column: finding.columnIndex.map { $0 - 1 }, records: records)
        if let field = evidence.field {
            evidence.stored = try statistics.of(
                column: field.storedName, dataset: dataset.name, connection)
        }
        return .records(evidence, ids: used)
    }

    /// The first of the entries that have the most frequent header of their dataset.
    private func usual(
        _ ids: [Int64]
    ) throws(StoreError) -> (id: Int64, file: Int64, isRecord: Bool, raw: [UInt8])? {
        struct Kind: Hashable {
            let dataset: String
            let header: [UInt8]
        }
        var kinds: [Int64: Kind] = [:]
        var counts: [Kind: Int] = [:]
        var order: [(entry: (id: Int64, file: Int64, isRecord: Bool, raw: [UInt8]), kind: Kind)] =
            []
        for id in ids {
            guard let entry = try entry(id) else { continue }
            if kinds[entry.file] == nil,
                let file = try OperationFile.find(entry.file, connection)
            {
                kinds[entry.file] = Kind(dataset: file.dataset, header: file.header)
            }
            guard let kind = kinds[entry.file] else { continue }
            counts[kind, default: 0] += 1
            order.append((entry, kind))
        }
        let most = counts.values.max()
        return order.first { counts[$0.kind] == most }?.entry
    }

    private func reader(
        for id: Int64, like first: OperationFile, _ dataset: Dataset
    ) throws(StoreError) -> HeldRecordReader? {
        guard let file = try OperationFile.find(id, connection), file.dataset == first.dataset,
            file.header == first.header
        else { return nil }
        return HeldRecordReader(dataset: dataset, header: file.header, fileName: file.name)
    }

    private func entry(
        _ id: Int64
    ) throws(StoreError) -> (id: Int64, file: Int64, isRecord: Bool, raw: [UInt8])? {
        let statement = try connection.statement(
            "SELECT file_id, line IS NOT NULL, raw FROM entries WHERE id = ?1 AND status = 0")
        statement.bind(id, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return (id, statement.integer(0), statement.integer(1) != 0, statement.bytes(2))
    }

    private func firstFinding(of id: Int64) throws(StoreError) -> Finding? {
        try SelectedEntry.findings(of: id, connection).first
    }
}
