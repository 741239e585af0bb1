/// What can be wrong with a dataset before a file is judged by it.
extension Dataset {
    /// Every contradiction, those of the dataset first, then those of the fields in order; empty when it can be used.
    package var problems: [DatasetProblem] {
        nameProblems + timeProblems + locationProblems + keyProblems + supersessionProblems
            + columnProblems + fields.indices.flatMap { fieldProblems(at: $0) } + repeatedNames
    }

    /// The first field that has no column any more is to blame.
    private var columnProblems: [DatasetProblem] {
        let stored = fields.indices.filter { !isTimeOrLocation(fields[$0]) }
        guard stored.count > Self.columnLimit else { return [] }
        return [
            DatasetProblem(
                fieldIndex: stored[Self.columnLimit], key: "name",
                message: "a dataset has at most \(Self.columnLimit) fields beside those of time "
                    + "and location, and this one has \(stored.count): leave some out, or make two "
                    + "datasets")
        ]
    }

    private var nameProblems: [DatasetProblem] {
        var result: [DatasetProblem] = []
        if !Self.isName(name) || name.utf8.count > 41 || name == "data" || name == "sensor_data" {
            result.append(
                DatasetProblem(
                    key: "name",
                    message: "a dataset's name is a lower-case letter and up to 40 letters, digits "
                        + "or underscores, and neither data nor sensor_data"))
        }
        if match.files.isEmpty {
            result.append(
                DatasetProblem(key: "match.files", message: "no pattern for file names is given"))
        }
        if fields.isEmpty {
            result.append(DatasetProblem(key: "schema.fields", message: "no field is given"))
        }
        return result
    }

    private var supersessionProblems: [DatasetProblem] {
        guard let supersession else { return [] }
        var result: [DatasetProblem] = []
        if duplicates != .keep {
            result.append(
                DatasetProblem(
                    key: "policy.supersede",
                    message: "files can take the place of earlier ones only where duplicateKey is "
                        + "\"keep\": else the rows of a correction count as repeated"))
        }
        if supersession.revisionMarks.contains("") {
            result.append(
                DatasetProblem(key: "policy.revisionMarks", message: "a mark is empty"))
        }
        return result
    }

    private var timeProblems: [DatasetProblem] {
        var result: [DatasetProblem] = []
        if time.fields.isEmpty {
            result.append(DatasetProblem(key: "time.fields", message: "no time field is given"))
        }
        if Set(time.fields).count != time.fields.count {
            result.append(
                DatasetProblem(key: "time.fields", message: "a time field is given twice"))
        }
        if time.formats.isEmpty {
            result.append(DatasetProblem(key: "time.formats", message: "no time format is given"))
        }
        for format in time.formats where !TimeReader.isFormat(format) {
            result.append(
                DatasetProblem(
                    key: "time.formats", message: "\(format) is not a time format that is known"))
        }
        if abs(time.utcOffsetSeconds) > 18 * 3600 {
            result.append(
                DatasetProblem(
                    key: "time.timezone", message: "an offset from UTC is at most 18 hours"))
        }
        return result
    }

    private var locationProblems: [DatasetProblem] {
        switch location {
        case .field(let name):
            guard time.fields.contains(name) else { return [] }
            return [
                DatasetProblem(
                    key: "location.field", message: "the field \(name) is part of the time already")
            ]
        case .fileName: return []
        case .constant(let name):
            guard name.isEmpty else { return [] }
            return [DatasetProblem(key: "location.constant", message: "the location is empty")]
        }
    }

    private var keyProblems: [DatasetProblem] {
        let known = Set(effectiveFields.map(\.name))
        return keyFields.filter { !known.contains($0) }.map {
            DatasetProblem(key: "schema.primaryKey", message: "there is no field \($0)")
        }
    }

    private func fieldProblems(at index: Int) -> [DatasetProblem] {
        let field = fields[index]
        var result: [DatasetProblem] = []
        let add = { (key: String, message: String) in
            result.append(DatasetProblem(fieldIndex: index, key: key, message: message))
        }
        if HeaderName.normalized(Array(field.name.utf8)).isEmpty {
            add("name", "a field's name needs a letter or a digit")
        }
        if !isTimeOrLocation(field) {
            if !Self.isName(field.storedName) || field.storedName.utf8.count > 63 {
                add(
                    "store",
                    "\(field.storedName) cannot name a column: give store = \"…\" with lower-case "
                        + "letters, digits and underscores, a letter first")
            } else if Self.reservedColumns.contains(field.storedName) {
                add("store", "\(field.storedName) is a column of every table: choose another name")
            }
        }
        let limits = field.constraints
        if limits.minimum != nil || limits.maximum != nil, !field.type.isNumeric {
            add("constraints", "a range needs the type number or integer")
        }
        if let minimum = limits.minimum, let maximum = limits.maximum, minimum > maximum {
            add("constraints", "the minimum is above the maximum")
        }
        if let conversion = field.conversion {
            if !field.type.isNumeric { add("sourceUnit", "a conversion needs a number") }
            if conversion.factor == 0 || !conversion.factor.isFinite || !conversion.offset.isFinite
            {
                add("sourceUnit", "a conversion needs a finite factor other than 0")
            }
        }
        return result
    }

    private var repeatedNames: [DatasetProblem] {
        var result: [DatasetProblem] = []
        var inHeader: Set<String> = []
        var stored: Set<String> = []
        for (index, field) in fields.enumerated() {
            let names = Set(HeaderBinding.headerNames(of: field))
            if let name = names.sorted().first(where: inHeader.contains) {
                result.append(
                    DatasetProblem(
                        fieldIndex: index, key: "name",
                        message: "the name \(name) belongs to an earlier field already"))
            }
            inHeader.formUnion(names)
            if !isTimeOrLocation(field), !stored.insert(field.storedName).inserted {
                result.append(
                    DatasetProblem(
                        fieldIndex: index, key: "store",
                        message:
                            "the column \(field.storedName) belongs to an earlier field already"
                    ))
            }
        }
        return result
    }

    /// Most columns of a dataset beside those of time and location; the store takes no more.
    package static let columnLimit = 1024

    /// Columns that every table of rows has beside those of its dataset.
    private static let reservedColumns: Set<String> = [
        "id", "file_id", "line", "location_id", "timestamp", "timestamp_ms", "override",
        "file_name", "data_source", "processed_at",
    ]

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else { return false }
        return text.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "_")
        }
    }
}
