internal import SluiceCore

/// Operations as they go over the control socket.
extension OperationRequest {
    /// Writes the members of a JSON object that ``init(json:)`` reads.
    func json(into json: inout JSONWriter) {
        json.text("operation", operation.word)
        json.text("actor", actor)
        if let reason { json.text("reason", reason) }
        if ticket != 0 { json.integer("ticket", ticket) }
        if !excluded.isEmpty { IdentifierRanges.write("excluded", Array(excluded), into: &json) }
        if let newestEntry { json.integer("newest_entry", newestEntry) }
        switch operation {
        case .release(let selection), .accept(let selection), .discard(let selection),
            .restore(let selection):
            selection.json(into: &json)
        case .edit(let entry, let raw):
            json.integer("entry", entry)
            HexBytes.write("raw", raw, into: &json)
        case .repair(let selection, let repairs):
            selection.json(into: &json)
            json.array("repairs") { json in
                for repair in repairs { json.object { repair.json(into: &$0) } }
            }
        case .renameColumns(let selection, let renames):
            selection.json(into: &json)
            json.array("columns") { json in
                for rename in renames {
                    json.object { json in
                        json.text("column", rename.column)
                        json.text("field", rename.field)
                    }
                }
            }
        case .reprocess(let file): json.integer("file", file)
        case .supersede(let file, let other):
            json.integer("file", file)
            json.integer("by", other)
        case .changeRules(let dataset, let changes, let holdsRows):
            json.text("dataset", dataset)
            json.boolean("holds_rows", holdsRows)
            json.array("rules") { json in
                for change in changes { json.object { change.json(into: &$0) } }
            }
        case .importCorrections(let texts):
            json.array("corrections") { json in
                for id in texts.keys.sorted() {
                    json.object { json in
                        json.integer("entry", id)
                        HexBytes.write("raw", texts[id]?.text ?? [], into: &json)
                        if let mark = texts[id]?.mark { json.text("mark", mark) }
                    }
                }
            }
        case .undo(let batch), .redo(let batch): json.integer("batch", batch)
        }
    }

    /// Reads what ``json(into:)`` wrote; nil when a member is missing or wrong.
    init?(json: JSONValue) {
        guard let actor = json["actor"]?.text,
            let operation = QuarantineOperation(json: json)
        else { return nil }
        self.init(operation, actor: actor, reason: json["reason"]?.text)
        ticket = json["ticket"]?.integer.map { Int64($0) } ?? 0
        newestEntry = json["newest_entry"]?.integer.map { Int64($0) }
        if let excluded = json["excluded"] {
            guard let ids = IdentifierRanges.read(excluded) else { return nil }
            self.excluded = Set(ids)
        }
    }
}

extension QuarantineOperation {
    fileprivate init?(json: JSONValue) {
        func id(_ key: String) -> Int64? { json[key]?.integer.map { Int64($0) } }
        switch json["operation"]?.text {
        case "release", "accept", "discard", "restore", "repair":
            guard let operation = Self.selecting(json) else { return nil }
            self = operation
        case "rename":
            guard let selection = EntrySelection(json: json) else { return nil }
            let renames = json["columns"]?.elements.compactMap { rename in
                rename["column"]?.text.flatMap { column in
                    rename["field"]?.text.map { ColumnRename(column: column, field: $0) }
                }
            }
            self = .renameColumns(selection, renames ?? [])
        case "edit":
            guard let entry = id("entry"), let raw = HexBytes.read("raw", json) else { return nil }
            self = .edit(entry: entry, raw: raw)
        case "reprocess":
            guard let file = id("file") else { return nil }
            self = .reprocess(file: file)
        case "supersede":
            guard let file = id("file"), let other = id("by") else { return nil }
            self = .supersede(file: file, by: other)
        case "rules":
            guard let dataset = json["dataset"]?.text else { return nil }
            let changes = json["rules"]?.elements.compactMap { RuleChange(json: $0) }
            self = .changeRules(
                dataset: dataset, changes ?? [], holdsRows: json["holds_rows"] == .boolean(true))
        case "import":
            var texts: [Int64: RecordCorrection] = [:]
            for correction in json["corrections"]?.elements ?? [] {
                guard let entry = correction["entry"]?.integer,
                    let raw = HexBytes.read("raw", correction)
                else { return nil }
                texts[Int64(entry)] = RecordCorrection(raw, mark: correction["mark"]?.text)
            }
            self = .importCorrections(texts)
        case "undo": self = .undo(batch: id("batch"))
        case "redo": self = .redo(batch: id("batch"))
        default: return nil
        }
    }

    private static func selecting(_ json: JSONValue) -> QuarantineOperation? {
        guard let selection = EntrySelection(json: json) else { return nil }
        switch json["operation"]?.text {
        case "release": return .release(selection)
        case "accept": return .accept(selection)
        case "discard": return .discard(selection)
        case "restore": return .restore(selection)
        default:
            let repairs = json["repairs"]?.elements.map { FieldRepair(json: $0) } ?? []
            let known = repairs.compactMap { $0 }
            return known.count == repairs.count ? .repair(selection, known) : nil
        }
    }
}

extension FieldRepair {
    fileprivate func json(into json: inout JSONWriter) {
        json.text("field", field)
        switch change {
        case .value(let text): json.text("value", text)
        case .expression(let text): json.text("expression", text)
        case .conversion(let source, let target):
            json.text("from", source)
            json.text("to", target)
        case .insertion: json.text("cell", "insert")
        case .removal: json.text("cell", "remove")
        }
    }

    fileprivate init?(json: JSONValue) {
        guard let field = json["field"]?.text else { return nil }
        if let value = json["value"]?.text {
            self.init(field: field, change: .value(value))
        } else if let expression = json["expression"]?.text {
            self.init(field: field, change: .expression(expression))
        } else if let source = json["from"]?.text, let target = json["to"]?.text {
            self.init(field: field, change: .conversion(from: source, to: target))
        } else if let cell = json["cell"]?.text, ["insert", "remove"].contains(cell) {
            self.init(field: field, change: cell == "insert" ? .insertion : .removal)
        } else {
            return nil
        }
    }
}
