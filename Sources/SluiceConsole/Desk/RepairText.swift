package import SluiceCore

/// What an operator types to change a field: `(v-32)*5/9`, `"text"`, `degF -> degC`, `insert cell` or `remove cell`.
package struct RepairText {
    /// What is done to the field.
    let change: FieldRepair.Change

    /// What is typed for a change.
    init(_ change: FieldRepair.Change) { self.change = change }

    private static let insertion = "insert cell"
    private static let removal = "remove cell"

    /// Understands a text: two units with an arrow between them convert, text in double quotes is put in as it stands, two words
    /// put a cell in or take it out, anything else is an expression.
    init(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        if parts.count == 3, parts[1] == "->" {
            change = .conversion(from: parts[0], to: parts[2])
        } else if parts.joined(separator: " ") == Self.insertion {
            change = .insertion
        } else if parts.joined(separator: " ") == Self.removal {
            change = .removal
        } else if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
            change = .value(String(text.dropFirst().dropLast()))
        } else {
            change = .expression(text)
        }
    }

    /// The text that means the change.
    var text: String {
        switch change {
        case .value(let value): "\"\(value)\""
        case .expression(let expression): expression
        case .conversion(let from, let to): "\(from) -> \(to)"
        case .insertion: Self.insertion
        case .removal: Self.removal
        }
    }

    /// Why it means nothing, as far as that can be told without the store; nil when it may.
    var problem: SafeText? {
        switch change {
        case .value, .insertion, .removal: return nil
        case .expression(let text):
            return text.allSatisfy { $0 == " " } ? "an expression such as v*10" : nil
        case .conversion(let from, let to):
            for name in [from, to] where !UnitCatalog.names.contains(name) {
                guard let meant = NearestName.of(name, among: UnitCatalog.names) else {
                    return "no unit \(data: name)"
                }
                return "no unit \(data: name); did you mean \(data: meant)?"
            }
            return UnitCatalog.conversion(from: from, to: to) == nil
                ? "\(data: from) and \(data: to) measure different things" : nil
        }
    }
}

extension RepairText {
    /// Why a line names no repairs.
    package struct Problem: Error, Equatable {
        /// What is wrong, for the operator.
        package let message: SafeText
    }

    /// The repairs that a line such as `temperature = (v-32)*5/9; unit = "degC"` names.
    package static func repairs(_ line: String) -> Result<[FieldRepair], Problem> {
        var repairs: [FieldRepair] = []
        for part in parts(line) {
            guard let sign = part.firstIndex(of: "=") else {
                return .failure(Problem(message: "FIELD = EXPRESSION, such as mood_score = v/10"))
            }
            let field = trimmed(part[..<sign])
            let repair = RepairText(trimmed(part[part.index(after: sign)...]))
            guard !field.isEmpty else {
                return .failure(Problem(message: "the name of the field stands before ="))
            }
            if let name = comparedName(repair.change) {
                let message: SafeText =
                    "= would compare: leave out \(data: name) =, or write (\(data: name) = …)"
                return .failure(Problem(message: message))
            }
            if let problem = repair.problem { return .failure(Problem(message: problem)) }
            repairs.append(FieldRepair(field: field, change: repair.change))
        }
        return .success(repairs)
    }

    /// The name with which an expression begins as a repair does: one was typed as a whole behind the name of a field.
    private static func comparedName(_ change: FieldRepair.Change) -> String? {
        guard case .expression(let text) = change else { return nil }
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = text[name.endIndex...].drop { $0 == " " }
        guard !name.isEmpty, name != "v", rest.hasPrefix("="), !rest.hasPrefix("==") else {
            return nil
        }
        return String(name)
    }

    /// The line that names these repairs.
    package static func line(_ repairs: [FieldRepair]) -> String {
        repairs.map { "\($0.field) = \(RepairText($0.change).text)" }.joined(separator: "; ")
    }

    /// The parts between semicolons that do not stand in quotes.
    private static func parts(_ line: String) -> [Substring] {
        var parts: [Substring] = []
        var start = line.startIndex
        var quote: Character?
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == ";" {
                parts.append(line[start..<index])
                start = line.index(after: index)
            }
        }
        return parts + [line[start...]]
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension RepairText {
    /// The columns that a line such as `temp_c = temperature_celsius; when = timestamp` names.
    static func renames(_ line: String) -> Result<[ColumnRename], Problem> {
        var renames: [ColumnRename] = []
        for part in parts(line) {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, sides.allSatisfy({ !trimmed($0).isEmpty }) else {
                return .failure(Problem(message: "COLUMN = FIELD, such as temp_c = temperature"))
            }
            renames.append(ColumnRename(column: trimmed(sides[0]), field: trimmed(sides[1])))
        }
        return .success(renames)
    }

    /// The line that names these columns.
    static func line(_ renames: [ColumnRename]) -> String {
        renames.map { "\($0.column) = \($0.field)" }.joined(separator: "; ")
    }
}
