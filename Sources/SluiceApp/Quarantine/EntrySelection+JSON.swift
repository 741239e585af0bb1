internal import SluiceCore

/// Selections of entries as they go over the control socket.
extension EntrySelection {
    /// Writes `entries`, ranges of ids, or the members of a query.
    func json(into json: inout JSONWriter) {
        switch self {
        case .entries(let ids): IdentifierRanges.write("entries", ids, into: &json)
        case .matching(let query): json.object("query") { query.json(into: &$0) }
        }
    }

    /// Reads what ``json(into:)`` wrote.
    init?(json: JSONValue) {
        if let entries = json["entries"] {
            guard let ids = IdentifierRanges.read(entries) else { return nil }
            self = .entries(ids)
        } else if let query = json["query"] {
            self = .matching(QuarantineQuery(json: query))
        } else {
            return nil
        }
    }
}

extension QuarantineQuery {
    fileprivate func json(into json: inout JSONWriter) {
        json.array("terms") { json in
            for term in filter.terms {
                json.object { json in
                    json.boolean("negated", term.isNegated)
                    if let column = term.column { json.text("column", column) }
                    if term.zoneSeconds != 0 { json.integer("zone", term.zoneSeconds) }
                    switch term.test {
                    case .contains(let text): json.text("contains", text)
                    case .compare(let comparison, let limit):
                        json.text("compare", comparison.rawValue)
                        json.number("limit", limit)
                    }
                }
            }
        }
        if let fileID { json.integer("file", fileID) }
        guard let group else { return }
        json.object("group") { json in
            if let code = group.code { json.text("code", code.rawValue) }
            if let field = group.field { json.text("field", field) }
            if let file = group.fileID { json.integer("file", file) }
            if let location = group.location { json.text("location", location) }
            if let shape = group.shape { json.text("shape", shape) }
        }
    }

    fileprivate init(json: JSONValue) {
        self.init()
        filter.terms = (json["terms"]?.elements ?? []).compactMap(Self.term)
        fileID = json["file"]?.integer.map { Int64($0) }
        guard let members = json["group"] else { return }
        var group = QuarantineGroup.Key()
        group.code = members["code"]?.text.flatMap { FindingCode(rawValue: $0) }
        group.field = members["field"]?.text
        group.fileID = members["file"]?.integer.map { Int64($0) }
        group.location = members["location"]?.text
        group.shape = members["shape"]?.text
        self.group = group
    }

    private static func term(_ json: JSONValue) -> FilterExpression.Term? {
        let isNegated = json["negated"] == .boolean(true)
        let column = json["column"]?.text
        if let text = json["contains"]?.text {
            return .init(
                isNegated: isNegated, column: column, test: .contains(text),
                zoneSeconds: json["zone"]?.integer ?? 0)
        }
        guard
            let comparison = json["compare"]?.text.flatMap({
                FilterExpression.Comparison(rawValue: $0)
            }), let limit = json["limit"]?.number
        else { return nil }
        return .init(isNegated: isNegated, column: column, test: .compare(comparison, limit))
    }
}
