/// What suggestions are made from: some records of a group of held ones, and what is stored of the field at fault.
package struct SuggestionEvidence: Sendable {
    /// One record of the sample.
    package struct Record: Sendable, Equatable {
        /// Its cells as they stand in the file, unquoted.
        package var cells: [[UInt8]]
        /// The location it names; nil when it cannot be told.
        package var location: String?

        /// Makes a record.
        package init(cells: [[UInt8]], location: String?) {
            self.cells = cells
            self.location = location
        }
    }

    /// The dataset that judged the records.
    package var dataset: Dataset
    /// The first finding that they have in common.
    package var code: FindingCode
    /// The names of the columns of their file.
    package var columns: [String]
    /// Index of the column that the finding is about; nil when it is about the record.
    package var column: Int?
    /// Records of the group, all under the same header; at least one.
    package var records: [Record]
    /// What is stored of the field, by location; empty when it is no metric or nothing is stored.
    package var stored: [String: MetricStatistics]
    /// Evidence of other columns at which some of the records have findings too, each with only those records.
    package var further: [SuggestionEvidence] = []

    /// Gathers evidence.
    package init(
        dataset: Dataset, code: FindingCode, columns: [String], column: Int?, records: [Record],
        stored: [String: MetricStatistics] = [:]
    ) {
        self.dataset = dataset
        self.code = code
        self.columns = columns
        self.column = column
        self.records = records
        self.stored = stored
    }

    /// The field at fault; nil when the finding is about the record or about a column that no field is read from.
    package var field: DatasetField? {
        guard let column, column < columns.count else { return nil }
        return dataset.effectiveFields.first { $0.name == columns[column] }
    }

    /// The cells at fault, trimmed, with the location of each record.
    package var cells: [(text: [UInt8], location: String?)] {
        guard let column else { return [] }
        return records.compactMap { record in
            column < record.cells.count
                ? (TextCheck.trimmed(record.cells[column]), record.location) : nil
        }
    }

    /// Those of them that are numbers of the field.
    package var numbers: [(value: Double, location: String?)] {
        guard let field, field.type.isNumeric else { return [] }
        return cells.compactMap { text, location in
            DecimalNumber.parse(text.span, 0..<text.count, decimalMark: field.decimalMark)
                .map { ($0, location) }
        }
    }

    /// How a changed number of a record fits: nil outside the range of the field, else whether it lies near what is stored at
    /// the location of the record (of all locations where that has fewer than five).
    package func fit(_ value: Double, at location: String?) -> Fit? {
        guard let field else { return nil }
        let stored = field.conversion?(value) ?? value
        guard stored.isFinite, stored >= field.constraints.minimum ?? -.infinity,
            stored <= field.constraints.maximum ?? .infinity
        else { return nil }
        guard let near = neighbours(at: location) else { return .inRange }
        let known = near.statistics
        let margin = max(3 * known.standardDeviation, abs(known.mean) * 0.02)
        return (known.minimum - margin...known.maximum + margin).contains(stored)
            ? .near(near) : .far
    }

    /// See ``fit(_:at:)``.
    package enum Fit: Sendable, Equatable {
        /// Within the range; nothing is stored to compare it with.
        case inRange
        /// Within the range and near these stored values.
        case near(Neighbours)
        /// Within the range, but unlike what is stored.
        case far
    }

    /// Stored values that a number is compared with.
    package struct Neighbours: Sendable, Equatable {
        /// What is known of them.
        package var statistics: MetricStatistics
        /// The location that they are of; nil when they are those of all locations.
        package var location: String?
    }

    private func neighbours(at location: String?) -> Neighbours? {
        if let location, let own = stored[location], own.count >= 5 {
            return Neighbours(statistics: own, location: location)
        }
        var all = MetricStatistics()
        for part in stored.values { all.add(part) }
        return all.count >= 5 ? Neighbours(statistics: all, location: nil) : nil
    }

    /// True when at least nine tenths of some are as they should be, and there are any.
    package static func isMostly(_ count: Int, of total: Int) -> Bool {
        total > 0 && count * 10 >= total * 9
    }
}
