/// Gives columns of a header the names of fields, with all other bytes as they are.
///
/// `Temp C,when` with `Temp C` for `temperature_celsius` becomes `temperature_celsius,when`.
package enum HeaderRenaming {
    /// Why a header cannot be renamed so.
    package struct Problem: Error, Equatable {
        /// What is wrong, in one sentence for the operator.
        package let message: String

        /// Makes a problem.
        package init(message: String) { self.message = message }
    }

    /// The header record with the new names.
    ///
    /// Columns are found by their names as headers compare them, in lower case with gaps as one underscore. Throws when a column
    /// is not there, is named twice, or the dataset has no such field.
    package static func header(
        _ header: [UInt8], _ renames: [ColumnRename], of dataset: Dataset
    ) throws(Problem) -> [UInt8] {
        guard let layout = layout(of: header, dataset) else {
            throw Problem(message: "its header cannot be taken apart")
        }
        let names = layout.cells(in: header.span, dialect: dataset.dialect).map {
            HeaderName.normalized($0)
        }
        var fields: [Int: String] = [:]
        for rename in renames {
            let column = HeaderName.normalized(Array(rename.column.utf8))
            guard let place = names.firstIndex(of: column), place < layout.storedFieldCount else {
                throw Problem(
                    message: "it has no column \(rename.column), but "
                        + names.joined(separator: ", "))
            }
            let field = try field(rename.field, of: dataset)
            guard fields.updateValue(field, forKey: place) == nil else {
                throw Problem(message: "the column \(rename.column) cannot be two fields")
            }
        }
        var bytes = header
        for place in fields.keys.sorted(by: >) {
            bytes.replaceSubrange(layout.range(place), with: (fields[place] ?? "").utf8)
        }
        return bytes
    }

    /// The names in a header record, as they stand there; none when it cannot be taken apart.
    package static func cells(of header: [UInt8], _ dataset: Dataset) -> [[UInt8]] {
        layout(of: header, dataset)?.cells(in: header.span, dialect: dataset.dialect) ?? []
    }

    private static func layout(of header: [UInt8], _ dataset: Dataset) -> RecordLayout? {
        var scanner = RecordScanner(dialect: dataset.dialect)
        var layout = RecordLayout()
        var offset = 0
        guard
            case .record = scanner.next(
                in: header.span, at: &offset, isFinal: true, into: &layout),
            layout.fault == nil
        else { return nil }
        return layout
    }

    /// The name of a field as a header has it, by one of its names.
    private static func field(
        _ name: String, of dataset: Dataset
    ) throws(Problem) -> String {
        let wanted = HeaderName.normalized(Array(name.utf8))
        let fields = dataset.effectiveFields
        guard
            let field = fields.first(where: {
                HeaderBinding.headerNames(of: $0).contains(wanted)
            })
        else {
            let meant = NearestName.of(wanted, among: fields.map(\.name))
            throw Problem(
                message: "the dataset \(dataset.name) has no field \(name)"
                    + (meant.map { "; did you mean \($0)?" } ?? ""))
        }
        return HeaderName.normalized(Array(field.name.utf8))
    }
}
