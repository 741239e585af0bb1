/// Which column of a file each field of a dataset is read from.
package struct HeaderBinding: Sendable, Hashable {
    /// How many columns the header has; every record must have as many fields.
    package let columnCount: Int
    /// Per field of ``Dataset/effectiveFields``: index of its column, 0-based; nil when the file does not have it.
    package let columns: [Int?]

    /// Binds the fields of a dataset to the columns of a header, whose names are normalised already.
    ///
    /// Names may come in any order; extra ones are ignored. A name that occurs twice, two columns of the same field and
    /// a required column that is missing are findings `HEADER`, and then there is no binding.
    package static func bind(
        _ names: [String], to dataset: Dataset
    ) -> Result<HeaderBinding, HeaderRefusal> {
        let fields = dataset.effectiveFields
        let fieldOfName = fieldIndex(of: fields)
        var columns: [Int?] = Array(repeating: nil, count: fields.count)
        var firstColumn: [String: Int] = [:]
        var findings: [Finding] = []
        for (column, name) in names.enumerated() {
            if let first = firstColumn[name] {
                findings.append(repeated(name, first: first, second: column))
                continue
            }
            firstColumn[name] = column
            guard let field = fieldOfName[name] else { continue }
            if let first = columns[field] {
                findings.append(ambiguous(fields[field].name, first: first, second: column))
            } else {
                columns[field] = column
            }
        }
        for (index, field) in fields.enumerated()
        where columns[index] == nil && dataset.requiresColumn(of: field) {
            findings.append(missing(field.name, columnCount: names.count))
        }
        guard findings.isEmpty else { return .failure(HeaderRefusal(findings: findings)) }
        return .success(HeaderBinding(columnCount: names.count, columns: columns))
    }

    /// True when a header, whose names are normalised already, has every name by which a dataset knows its files;
    /// an alias of a field stands for its name.
    package static func matches(_ names: [String], _ dataset: Dataset) -> Bool {
        let present = Set(names)
        guard dataset.match.header.isEmpty else {
            return dataset.match.header.allSatisfy { name in
                let name = HeaderName.normalized(Array(name.utf8))
                if present.contains(name) { return true }
                let field = dataset.fields.first { headerNames(of: $0).contains(name) }
                return field.map { headerNames(of: $0).contains(where: present.contains) } ?? false
            }
        }
        return dataset.effectiveFields.filter(dataset.requiresColumn).allSatisfy { field in
            headerNames(of: field).contains(where: present.contains)
        }
    }

    /// How many names of a header, normalised already, are those of a dataset's fields.
    package static func knownNames(_ names: [String], to dataset: Dataset) -> Int {
        let fields = fieldIndex(of: dataset.effectiveFields)
        return names.count { fields[$0] != nil }
    }

    /// The normalised names under which a field may stand in a header.
    package static func headerNames(of field: DatasetField) -> [String] {
        ([field.name] + field.aliases).map { HeaderName.normalized(Array($0.utf8)) }
    }

    private static func fieldIndex(of fields: [DatasetField]) -> [String: Int] {
        var result: [String: Int] = [:]
        for (index, field) in fields.enumerated() {
            for name in headerNames(of: field) where result[name] == nil { result[name] = index }
        }
        return result
    }

    private static func repeated(_ name: String, first: Int, second: Int) -> Finding {
        let what = name.isEmpty ? "an empty name" : "the name \(name)"
        return Finding(
            .header, rule: "header", columnIndex: second + 1, columnName: name,
            message: "\(what) occurs twice, in columns \(first + 1) and \(second + 1)")
    }

    private static func ambiguous(_ name: String, first: Int, second: Int) -> Finding {
        Finding(
            .header, rule: "header", columnIndex: second + 1, columnName: name,
            message: "columns \(first + 1) and \(second + 1) are both the field \(name)")
    }

    private static func missing(_ name: String, columnCount: Int) -> Finding {
        let columns = columnCount == 1 ? "1 column" : "\(columnCount) columns"
        return Finding(
            .header, rule: "header", columnName: name,
            message: "required column \(name) is missing; the header has \(columns)")
    }
}

/// Why a header cannot be read by a dataset.
package struct HeaderRefusal: Error, Equatable {
    /// All that is wrong with it, at least one finding.
    package let findings: [Finding]
}
