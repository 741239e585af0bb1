internal import CSQLite
package import SluiceCore

/// Computes one SQL expression over the fields of a record: the evaluator of cross-field rules and of bulk repairs.
///
/// A class, because it owns a connection and a prepared statement; for one thread at a time. A number is given as a REAL, so
/// that `v/10` divides as people expect, a whole number past 2⁵³ as an INTEGER, everything else as TEXT, no value as NULL.
package final class ExpressionEvaluator {
    private let connection: ExpressionConnection
    private let statement: OpaquePointer
    /// The fields it reads: where each stands among the values, in the order of the parameters.
    private let used: [Int]

    /// Compiles an expression; `itself` is the index of the field that `v` stands for as well.
    ///
    /// Throws where the first fault is: SQL that is none, a field or function that is not known, what the authorizer refuses.
    package init(
        _ text: String, fields: [ExpressionField], itself: Int? = nil
    ) throws(ExpressionProblem) {
        let parts = try ExpressionText(text)
        guard let connection = ExpressionConnection() else {
            throw ExpressionProblem(offset: 0, "there is not enough memory")
        }
        let columns = Self.columns(of: fields, itself: itself, in: parts)
        used = columns.map(\.index)
        let prefix = "SELECT (\n"
        let list = columns.enumerated().flatMap { position, column in
            column.names.map { "?\(position + 1) AS \(Self.quoted($0))" }
        }
        let source = list.isEmpty ? "" : " FROM (SELECT \(list.joined(separator: ", ")))"
        func prepared(_ text: String) -> OpaquePointer? {
            connection.prepare(prefix + text + "\n)" + source)
        }
        guard let made = prepared(parts.withRealDivisions) else {
            // Once more as it was written, for the place of the fault.
            sqlite3_finalize(prepared(text))
            throw Self.problem(
                connection, text, prefix: prefix.utf8.count, fields: fields,
                hasItself: itself != nil)
        }
        self.connection = connection
        statement = made
    }

    /// True when the expression names the field of an index, or `v` where that stands for it.
    func reads(_ index: Int) -> Bool { used.contains(index) }

    deinit { sqlite3_finalize(statement) }

    /// The expression's value for a record, from the values of all fields in their order.
    package func evaluate(_ values: [CellValue]) -> ExpressionOutcome {
        defer { sqlite3_reset(statement) }
        connection.restartCount()
        for (position, index) in used.enumerated() {
            bind(index < values.count ? values[index] : .missing, at: Int32(position + 1))
        }
        guard sqlite3_step(statement) == SQLITE_ROW else { return .failed(reason) }
        switch sqlite3_column_type(statement, 0) {
        case SQLITE_INTEGER:
            return .value(.integer(sqlite3_column_int64(statement, 0)))
        case SQLITE_FLOAT:
            let number = sqlite3_column_double(statement, 0)
            return number.isFinite ? .value(.number(number)) : .failed("the number is not finite")
        case SQLITE_NULL:
            return .value(.missing)
        default:
            guard let base = sqlite3_column_blob(statement, 0) else { return .value(.text([])) }
            let count = Int(sqlite3_column_bytes(statement, 0))
            return .value(.text(Array(UnsafeRawBufferPointer(start: base, count: count))))
        }
    }

    private var reason: String {
        if sqlite3_errcode(connection.handle) & 0xFF == SQLITE_INTERRUPT {
            return "it takes too many steps"
        }
        return String(cString: sqlite3_errmsg(connection.handle))
    }

    /// Binds without a copy where SQLite lets us: texts live until the step is done only in the caller's array.
    private func bind(_ value: CellValue, at index: Int32) {
        switch value {
        case .missing, .time:
            sqlite3_bind_null(statement, index)
        case .number(let number):
            sqlite3_bind_double(statement, index, number)
        case .integer(let number):
            if abs(Double(number)) < 0x1p53 {
                sqlite3_bind_double(statement, index, Double(number))
            } else {
                sqlite3_bind_int64(statement, index, number)
            }
        case .text(let text):
            text.withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    _ = sqlite3_bind_text64(
                        statement, index, characters.baseAddress ?? Self.nothing,
                        UInt64(bytes.count), sl_sqlite_transient(), UInt8(SQLITE_UTF8))
                }
            }
        }
    }

    /// One NUL byte that lives for ever: where empty text points to.
    private nonisolated(unsafe) static let nothing: UnsafePointer<CChar> = {
        let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)  // never written again
        byte.initialize(to: 0)
        return UnsafePointer(byte)
    }()
}

// MARK: Names and faults

extension ExpressionEvaluator {
    private typealias Column = (index: Int, names: [String])

    /// The fields whose names occur, each with those of its names that no earlier one has.
    private static func columns(
        of fields: [ExpressionField], itself: Int?, in text: ExpressionText
    ) -> [Column] {
        var taken: Set<String> = []
        var result: [Column] = []
        if let itself, text.names.contains("v") {
            taken.insert("v")
            result.append((itself, ["v"]))
        }
        for (index, field) in fields.enumerated() {
            let names = field.names.filter {
                text.names.contains($0.lowercased()) && taken.insert($0.lowercased()).inserted
            }
            guard !names.isEmpty else { continue }
            if result.first?.index == index {
                result[0].names += names
            } else {
                result.append((index, names))
            }
        }
        return result
    }

    private static func quoted(_ name: String) -> String {
        "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false).joined(
                separator: "\"\"")
            + "\""
    }

    private static func problem(
        _ connection: ExpressionConnection, _ text: String, prefix: Int, fields: [ExpressionField],
        hasItself: Bool
    ) -> ExpressionProblem {
        let message = String(cString: sqlite3_errmsg(connection.handle))
        let reported = Int(sqlite3_error_offset(connection.handle)) - prefix
        let offset = min(max(0, reported), text.utf8.count)
        if let name = connection.refusedFunction {
            return ExpressionProblem(
                offset: offset, "there is no function \(name) here",
                suggestion: NearestName.of(name, among: ExpressionFunctions.allowed))
        }
        let unknownColumn = "no such column: "
        guard message.hasPrefix(unknownColumn) else {
            // What SQLite names behind the end is the parenthesis around the text.
            if reported >= text.utf8.count {
                return ExpressionProblem(offset: offset, "the expression ends too early")
            }
            return ExpressionProblem(
                offset: offset, message == "not authorized" ? "this is no expression" : message)
        }
        let name = String(message.dropFirst(unknownColumn.count))
        let known = fields.flatMap(\.names) + (hasItself ? ["v"] : [])
        return ExpressionProblem(
            offset: offset, "there is no field \(name)",
            suggestion: NearestName.of(name, among: known))
    }
}
