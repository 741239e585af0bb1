internal import SluiceCore

/// A change of limits as JSON: over the control socket, and in reports.
extension RuleChange {
    /// Writes the members of an object that ``init(json:)`` reads.
    func json(into json: inout JSONWriter) {
        json.text("field", field)
        json.number("minimum", minimum)
        json.number("maximum", maximum)
    }

    /// Reads what ``json(into:)`` wrote; nil when it names no field.
    init?(json: JSONValue) {
        guard let field = json["field"]?.text else { return nil }
        self.init(
            field: field, minimum: json["minimum"]?.number, maximum: json["maximum"]?.number)
    }
}
