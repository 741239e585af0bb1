internal import SluiceCore

/// The stored rows of a dataset held against other limits of some fields: one pass over the table.
struct RowTrial {
    /// Rows that are read at most, at some 0.2 µs each.
    static let rowLimit = 1_500_000
    private static let sampleBlock: Int64 = 1_000

    /// How many rows there are.
    private(set) var stored = 0
    /// How many were read.
    private(set) var read = 0
    /// How many the changes reject, by location; scaled up when only some were read.
    private(set) var rejected: [String: Int] = [:]
    /// What was read of the last field.
    private(set) var values: [Double] = []

    private struct Column {
        let position: Int
        let isScaled: Bool
        /// How its limits move; nil where values out of range do not hold records.
        let move: LimitMove?
    }

    /// Reads the rows of a dataset whose limits are to change. Within a read transaction of the caller.
    init(
        _ connection: Connection, _ dataset: Dataset, _ changes: [RuleChange]
    ) throws(StoreError) {
        guard let layout = try DatasetCatalog(connection).layouts[dataset.name] else { return }
        let columns = changes.compactMap { change -> Column? in
            guard let field = dataset.field(named: change.field),
                let position = layout.position(of: field.storedName)
            else { return nil }
            return Column(
                position: position, isScaled: layout.columns[position].kind == .real,
                move: LimitMove(change, from: dataset))
        }
        guard !columns.isEmpty else { return }
        let count = try connection.statement(
            "SELECT sum(stored) FROM ledger WHERE dataset = ?1 AND status <> 'loading'")
        count.bind(dataset.name, at: 1)
        stored = try count.step() ? count.int(0) : 0
        count.reset()
        var counts: [Int64: Int] = [:]
        values.reserveCapacity(min(stored, Self.rowLimit))
        let list = columns.map { ", c\($0.position)" }.joined()
        let statement = try connection.statement(
            """
            SELECT location_id\(list) FROM \(layout.rowsTable) WHERE id BETWEEN ?1 AND ?2
                AND file_id NOT IN (SELECT id FROM ledger WHERE status = 'loading')
            """)
        for range in try Self.ranges(connection, layout, stored: stored) {
            statement.bind(range.lowerBound, at: 1)
            statement.bind(range.upperBound, at: 2)
            while try statement.step() { add(statement, columns, &counts) }
            statement.reset()
        }
        try name(counts, connection)
    }

    private mutating func add(
        _ row: Statement, _ columns: [Column], _ counts: inout [Int64: Int]
    ) {
        read += 1
        var isBroken = false
        for index in columns.indices {
            guard let value = row.stored(Int32(index + 1), isScaled: columns[index].isScaled) else {
                continue
            }
            if columns[index].move?.rejects(value) == true { isBroken = true }
            if index == columns.count - 1 { values.append(value) }
        }
        if isBroken { counts[row.integer(0), default: 0] += 1 }
    }

    private mutating func name(
        _ counts: [Int64: Int], _ connection: Connection
    ) throws(StoreError) {
        let statement = try connection.statement("SELECT name FROM locations WHERE id = ?1")
        for (id, count) in counts {
            statement.bind(id, at: 1)
            let name = try statement.step() ? statement.text(0) : ""
            statement.reset()
            rejected[name, default: 0] +=
                read < stored && read > 0
                ? Int((Double(count) * Double(stored) / Double(read)).rounded()) : count
        }
    }

    /// The ids to read: all, or evenly spread blocks.
    private static func ranges(
        _ connection: Connection, _ layout: DatasetLayout, stored: Int
    ) throws(StoreError) -> [ClosedRange<Int64>] {
        guard stored > rowLimit else { return [0...Int64.max] }
        let first = try connection.integer("SELECT min(id) FROM \(layout.rowsTable)") ?? 0
        let last = try connection.integer("SELECT max(id) FROM \(layout.rowsTable)") ?? 0
        let blocks = Int64(rowLimit) / sampleBlock
        let span = Double(last - first + 1) / Double(blocks)
        return (0..<blocks).map { block in
            let start = first + Int64(Double(block) * span)
            return start...(start + sampleBlock - 1)
        }
    }
}

extension Statement {
    /// The number in a cell of a table of rows; nil when there is none. See ``ScaledDecimal``.
    fileprivate func stored(_ column: Int32, isScaled: Bool) -> Double? {
        switch kind(column) {
        case .integer: isScaled ? Double(integer(column)) / ScaledDecimal.scale : double(column)
        case .real: double(column)
        case .other: nil
        }
    }
}
