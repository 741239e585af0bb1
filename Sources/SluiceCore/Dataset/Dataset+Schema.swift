/// What follows from a dataset: the fields that are looked for in a header, and the columns of its rows.
extension Dataset {
    /// The declared fields, then those that only ``time`` and ``location`` name, as required texts.
    package var effectiveFields: [DatasetField] {
        var result = fields
        var names = time.fields
        if case .field(let name) = location { names.append(name) }
        for name in names where !result.contains(where: { $0.name == name }) {
            result.append(
                DatasetField(name, constraints: FieldConstraints(isRequired: true)))
        }
        return result
    }

    /// True when a file without the column of a field is rejected: required fields, and those of time and location.
    package func requiresColumn(of field: DatasetField) -> Bool {
        field.constraints.isRequired || isTimeOrLocation(field)
    }

    /// True when a field is part of the time of a record or is its location, and so not among the stored columns.
    package func isTimeOrLocation(_ field: DatasetField) -> Bool {
        time.fields.contains(field.name) || location == .field(field.name)
    }

    /// The fields that have a column in the rows: all but those of time and location.
    package var storedFields: [DatasetField] { fields.filter { !isTimeOrLocation($0) } }

    /// The columns of the rows, in the order of ``storedFields``.
    package var schema: RowSchema {
        RowSchema(
            dataset: name,
            columns: storedFields.map { field in
                RowSchema.Column(
                    name: field.storedName, kind: field.storedKind,
                    isMetric: field.type.isNumeric && field.isAggregated)
            })
    }

    /// What makes the key of a record, for ``duplicates``: time and location unless ``keyFields`` says otherwise.
    package var key: DatasetKey {
        if keyFields.isEmpty { return DatasetKey(hasTime: true, hasLocation: true, columns: []) }
        let columns = schema.columns
        return DatasetKey(
            hasTime: time.fields.contains(where: keyFields.contains),
            hasLocation: keyFields.contains { location == .field($0) },
            columns: keyFields.compactMap { name in
                guard let field = field(named: name) else { return nil }
                return columns.firstIndex { $0.name == field.storedName }
            }.sorted())
    }

    /// What is done about repeated keys; nil when nobody looks at keys.
    package var duplicateRule: DuplicateRule? {
        duplicates == .keep ? nil : DuplicateRule(policy: duplicates, key: key)
    }
}

extension DatasetField {
    /// How its cells are stored; a converted integer is stored as a double.
    package var storedKind: RowSchema.Kind {
        switch type {
        case .number: .real
        case .integer: conversion == nil ? .integer : .real
        case .boolean: .integer
        case .string, .datetime: .text
        }
    }
}
