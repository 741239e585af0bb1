internal import SluiceCore

/// Changes fields of held records of one file, leaving every other byte of a record as it is.
struct RecordRepair {
    /// A record with its new bytes.
    struct Repaired {
        /// The record.
        let raw: [UInt8]
        /// The first repaired cell before.
        let before: [UInt8]
        /// The same afterwards.
        let after: [UInt8]
    }

    /// Why a record cannot be repaired.
    struct Failure: Error {
        /// The reason in a few words, without values.
        let reason: String
    }

    private typealias Compute = (_ cells: [[UInt8]]) -> Result<[UInt8], Failure>

    private struct Step {
        let field: String
        let column: Int
        let compute: Compute
    }

    /// Cells that are put in or taken out, before the others are changed.
    private let moves: [(column: Int, isRemoval: Bool)]
    private let columnCount: Int
    private let steps: [Step]
    private let dialect: Dialect
    private var reader: HeldRecordReader

    /// Makes repairs ready for the records of a file. Throws `refused` when one cannot be done in this file at all.
    init(
        _ repairs: [FieldRepair], of file: OperationFile, _ dataset: Dataset
    ) throws(StoreError) {
        guard
            var reader = HeldRecordReader(
                dataset: dataset, header: file.header, fileName: file.name)
        else {
            throw StoreError(
                .refused, "the header of \(file.shownName) does not suit dataset \(dataset.name)")
        }
        let columns = reader.columnNames()
        var moves: [(column: Int, isRemoval: Bool)] = []
        var steps: [Step] = []
        for repair in repairs {
            let isExtra = repair.field == FieldRepair.extraCell && repair.change == .removal
            guard let column = isExtra ? columns.count : columns.firstIndex(of: repair.field)
            else {
                let nearest = NearestName.of(repair.field, among: columns)
                throw StoreError(
                    .refused,
                    "\(file.shownName) has no column \(repair.field)"
                        + (nearest.map { "; did you mean \($0)?" } ?? ""))
            }
            if let compute = try Self.compute(repair, column, columns, dataset) {
                steps.append(Step(field: repair.field, column: column, compute: compute))
            } else {
                moves.append((column, repair.change == .removal))
            }
        }
        self.moves = moves
        columnCount = columns.count
        self.steps = steps
        self.reader = reader
        dialect = dataset.dialect
    }

    /// Repairs a record.
    mutating func repair(_ raw: [UInt8]) -> Result<Repaired, Failure> {
        var moved = raw
        for move in moves {
            moved = shifted(moved, at: move.column, isRemoval: move.isRemoval) ?? moved
        }
        var cells = reader.cells(of: moved)
        let ranges = reader.ranges(of: moved)
        guard moves.isEmpty || ranges.count == columnCount else {
            return .failure(
                Failure(reason: "the record would not have as many cells as the header"))
        }
        let original = cells
        for step in steps {
            guard step.column < min(cells.count, ranges.count) else {
                return .failure(Failure(reason: "the record has no field \(step.field)"))
            }
            switch step.compute(cells) {
            case .success(let text): cells[step.column] = text
            case .failure(let failure): return .failure(failure)
            }
        }
        var result = moved
        for column in Set(steps.map(\.column)).sorted(by: >) where cells[column] != original[column]
        {
            guard let text = quoted(cells[column]) else {
                return .failure(
                    Failure(reason: "the new text cannot be written in this dialect"))
            }
            result.replaceSubrange(ranges[column], with: text)
        }
        guard let column = moves.first?.column ?? steps.first?.column else {
            return .failure(Failure(reason: "no repair"))
        }
        let before = moves.isEmpty ? original : reader.cells(of: raw)
        return .success(
            Repaired(
                raw: result, before: column < before.count ? before[column] : [],
                after: column < cells.count ? cells[column] : []))
    }

    /// A record with one cell more or less; nil when it has none at the place.
    private mutating func shifted(_ raw: [UInt8], at column: Int, isRemoval: Bool) -> [UInt8]? {
        let ranges = reader.ranges(of: raw)
        var result = raw
        if isRemoval {
            guard column < ranges.count, ranges.count > 1 else { return nil }
            let cell = ranges[column]
            let isLast = column + 1 == ranges.count
            result.removeSubrange(
                isLast
                    ? ranges[column - 1].upperBound..<cell.upperBound
                    : cell.lowerBound..<ranges[column + 1].lowerBound)
        } else {
            guard column <= ranges.count, let last = ranges.last else { return nil }
            result.insert(
                dialect.delimiter,
                at: column < ranges.count ? ranges[column].lowerBound : last.upperBound)
        }
        return result
    }

    /// A cell as it must stand in a file; nil when the dialect has no way to write it.
    private func quoted(_ text: [UInt8]) -> [UInt8]? {
        let needsQuotes = text.contains { byte in
            byte == dialect.delimiter || byte == dialect.quote || byte == 0x0A || byte == 0x0D
        }
        guard needsQuotes else { return text }
        guard let quote = dialect.quote else { return nil }
        return [quote] + text.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }

    /// What makes the new text of a cell; nil for a repair that moves cells.
    private static func compute(
        _ repair: FieldRepair, _ column: Int, _ columns: [String], _ dataset: Dataset
    ) throws(StoreError) -> Compute? {
        switch repair.change {
        case .insertion, .removal: return nil
        case .value(let text):
            let bytes = Array(text.utf8)
            return { _ in .success(bytes) }
        case .conversion(let source, let target):
            guard let conversion = UnitCatalog.conversion(from: source, to: target) else {
                let like = UnitCatalog.names(like: source)
                throw StoreError(
                    .refused,
                    "there is no conversion from \(source) to \(target)"
                        + (like.isEmpty
                            ? "" : "; \(source) converts to \(like.joined(separator: ", "))"))
            }
            let mark = dataset.field(named: repair.field)?.decimalMark ?? UInt8(ascii: ".")
            return { cells in converted(cells[column], conversion, mark, repair.field) }
        case .expression(let text):
            let evaluator: RepairEvaluator
            do throws(ExpressionProblem) {
                evaluator = try RepairEvaluator(
                    text, field: repair.field, columns: columns, dataset: dataset)
            } catch {
                let place = error.pointer(in: text).joined(separator: "\n")
                throw StoreError(.refused, "the expression: \(error)\n\(place)")
            }
            return { cells in
                evaluator.evaluate(cells: cells).mapError { Failure(reason: $0.description) }
            }
        }
    }

    private static func converted(
        _ cell: [UInt8], _ conversion: LinearConversion, _ mark: UInt8, _ field: String
    ) -> Result<[UInt8], Failure> {
        let text = TextCheck.trimmed(cell)
        guard let value = DecimalNumber.parse(text.span, 0..<text.count, decimalMark: mark) else {
            return .failure(Failure(reason: "\(field) is no number"))
        }
        let result = conversion(value)
        guard result.isFinite else {
            return .failure(Failure(reason: "\(field) cannot be converted"))
        }
        let shown =
            Int64(exactly: result).flatMap { abs(result) < 1e15 ? "\($0)" : nil } ?? "\(result)"
        return .success(
            Array(shown.utf8).map { $0 == UInt8(ascii: ".") ? mark : $0 })
    }
}
