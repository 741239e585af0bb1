package import SluiceCore

/// How a finding is shown: as a compiler would, and as JSON.
package enum FindingReport {
    /// `file:line:column: CODE: message (value)`; what is not known is left out.
    ///
    /// - Parameter line: physical line of the record; nil for a finding about the file.
    package static func line(_ finding: Finding, file: [UInt8], line: Int?) -> String {
        var place = Sanitiser.safe(file, limit: 4096).string
        if let line { place += ":\(line)" }
        if line != nil, let column = finding.columnIndex { place += ":\(column)" }
        let name = finding.columnName.map { "\($0): " } ?? ""
        let value = finding.value.map { " (value: \(Sanitiser.safe($0, limit: 64).string))" } ?? ""
        return "\(place): \(finding.code.rawValue): \(name)\(finding.message)\(value)"
    }

    /// The members of a JSON object.
    package static func json(_ finding: Finding, into json: inout JSONWriter) {
        json.text("code", finding.code.rawValue)
        json.text("rule", finding.rule)
        json.text("column", finding.columnName)
        json.integer("column_index", finding.columnIndex)
        json.text("value", bytes: finding.value)
        json.text("message", finding.message)
    }
}

extension Finding {
    /// Reads what ``FindingReport/json(_:into:)`` wrote; nil when it is something else.
    init?(_ json: JSONValue) {
        guard let code = json["code"]?.text.flatMap(FindingCode.init), let rule = json["rule"]?.text
        else { return nil }
        self.init(
            code, rule: rule, columnIndex: json["column_index"]?.integer,
            columnName: json["column"]?.text, value: json["value"]?.text.map { Array($0.utf8) },
            message: json["message"]?.text ?? "")
    }
}
