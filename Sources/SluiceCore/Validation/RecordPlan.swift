/// A dataset bound to a file: everything that judging one of its records needs, compiled once per file.
package struct RecordPlan {
    /// Where the location of a record comes from.
    package enum Place {
        /// The cell of this index into ``RecordPlan/columns``.
        case column(Int)
        /// The same for every record of the file.
        case fixed([UInt8])
    }

    /// The dataset.
    package let dataset: Dataset
    /// The columns of its rows.
    package let schema: RowSchema
    /// How many fields a record must have.
    package let columnCount: Int
    /// Every column of the file, in file order; those that no field is read from are `extra`.
    package let columns: [ColumnPlan]
    /// Indices into ``columns`` of the parts of the time, in the order in which they are joined.
    package let timeColumns: [Int]
    /// How the joined time is read when there are several parts; a single one is read by its own column.
    package let joinedTime: ColumnPlan?
    /// What stands between the parts of the time.
    package let timeSeparator: [UInt8]
    /// Where the location comes from.
    package let place: Place
    /// Indices into ``columns`` that the fast path reads; nil when some column is not plain.
    package let fastColumns: [Int]?
    /// The rules across fields.
    let crossFieldCheck: CrossFieldCheck

    /// Compiles a dataset for a file; nil when the file's name gives no location although the dataset wants one.
    ///
    /// `nowMilliseconds` is the clock against which times are compared when the dataset limits the future.
    package init?(
        _ dataset: Dataset, _ binding: HeaderBinding, fileName: [UInt8], nowMilliseconds: Int64?
    ) {
        let fields = dataset.effectiveFields
        let schema = dataset.schema
        let latest = dataset.futureToleranceSeconds.flatMap { tolerance in
            nowMilliseconds.map { $0 + tolerance * 1000 }
        }
        var columns = (0..<binding.columnCount).map { column in
            ColumnPlan(
                DatasetField(""), of: dataset, column: column, slot: nil, metric: nil, role: .extra)
        }
        var slot = 0
        for (index, field) in fields.enumerated() {
            let role = Self.role(of: field, in: dataset)
            let isStored = !dataset.isTimeOrLocation(field)
            defer { if isStored { slot += 1 } }
            guard let column = binding.columns[index] else { continue }
            columns[column] = ColumnPlan(
                field, of: dataset, column: column, slot: isStored ? slot : nil,
                metric: isStored ? schema.metrics.firstIndex(of: slot) : nil, role: role,
                latestMilliseconds: role == .time ? latest : nil)
        }
        let column = { (name: String) in columns.firstIndex { $0.field.name == name } }
        switch dataset.location {
        case .field(let name):
            guard let index = column(name) else { return nil }
            place = .column(index)
        case .fileName(let pattern):
            guard let group = pattern.group(of: fileName),
                !TextCheck.trimmed(Array(fileName[group])).isEmpty
            else { return nil }
            place = .fixed(Array(fileName[group]))
        case .constant(let name):
            place = .fixed(Array(name.utf8))
        }
        self.dataset = dataset
        self.schema = schema
        columnCount = binding.columnCount
        timeColumns = dataset.time.fields.compactMap(column)
        joinedTime =
            timeColumns.count < 2
            ? nil
            : ColumnPlan(
                columns[timeColumns[0]].field, of: dataset, column: columns[timeColumns[0]].column,
                slot: nil, metric: nil, role: .time, latestMilliseconds: latest)
        timeSeparator = Array(dataset.time.separator.utf8)
        let used = columns.indices.filter { columns[$0].role != .extra }
        fastColumns = used.allSatisfy { columns[$0].isPlain } ? used : nil
        crossFieldCheck = CrossFieldCheck(dataset, columns: columns)
        self.columns = columns
    }

    private static func role(of field: DatasetField, in dataset: Dataset) -> ColumnPlan.Role {
        if dataset.time.fields.contains(field.name) {
            return dataset.time.fields.count == 1 ? .time : .timePart
        }
        if dataset.location == .field(field.name) { return .location }
        switch field.storedKind {
        case .real: return .number
        case .integer: return field.type == .boolean ? .boolean : .integer
        case .text: return field.type == .datetime ? .moment : .text
        }
    }
}
