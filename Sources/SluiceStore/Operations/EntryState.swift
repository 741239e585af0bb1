internal import SluiceCore

/// What an operation changes of a quarantine entry: as it was before a batch, or as it is after it.
struct EntryState: Equatable {
    /// What has become of it.
    var status: QuarantineStatus
    /// How often it was judged.
    var attempts: Int
    /// When it was decided, in microseconds since 1970; nil while it is held.
    var resolvedAt: Int64?
    /// The batch that changed it last; nil when none did.
    var touchedBy: Int64?
    /// True when its record is stored although the entry does not say so: it was not held before a batch took its row.
    var isAside = false
    /// Its bytes; nil when the batch leaves them alone.
    var raw: [UInt8]?
    /// How many bytes the record had where `raw` is only a part of them.
    var rawSize: Int?
    /// What is wrong with it; nil when the batch leaves that alone.
    var findings: [Finding]?

    /// True when its record is stored as a row.
    var isStored: Bool { status == .released || isAside }

    /// True when it is as another state says, as far as a table row tells.
    func isSamePlace(as other: EntryState) -> Bool {
        status == other.status && attempts == other.attempts && resolvedAt == other.resolvedAt
            && touchedBy == other.touchedBy
    }

    /// The JSON text that the journal keeps.
    var journalText: String {
        if let plain = plainText { return plain }
        var json = JSONWriter()
        json.object { json in
            json.text("status", status.rawValue)
            json.integer("attempts", attempts)
            if let resolvedAt { json.integer("resolved", resolvedAt) }
            if let touchedBy { json.integer("batch", touchedBy) }
            if let raw { Self.write("raw", raw, &json) }
            if isAside { json.boolean("stored", true) }
            if let rawSize { json.integer("raw_size", rawSize) }
            if let findings {
                json.array("findings") { json in
                    for finding in findings { json.object { Self.write(finding, &$0) } }
                }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Reads what ``journalText`` wrote; nil for anything else.
    init?(journalText: [UInt8]) {
        if let plain = EntryState(plainText: journalText) {
            self = plain
            return
        }
        guard let json = JSONValue(journalText),
            let status = json["status"]?.text.flatMap({ QuarantineStatus(rawValue: $0) })
        else { return nil }
        self.status = status
        attempts = json["attempts"]?.integer ?? 1
        resolvedAt = json["resolved"]?.integer.map { Int64($0) }
        touchedBy = json["batch"]?.integer.map { Int64($0) }
        isAside = json["stored"] == .boolean(true)
        raw = Self.bytes("raw", json)
        rawSize = json["raw_size"]?.integer
        findings = json["findings"].map { $0.elements.compactMap(Self.finding) }
    }

    /// A state without new bytes or findings.
    init(status: QuarantineStatus, attempts: Int, resolvedAt: Int64?, touchedBy: Int64?) {
        self.status = status
        self.attempts = attempts
        self.resolvedAt = resolvedAt
        self.touchedBy = touchedBy
    }

    // MARK: JSON

    /// Text where the bytes are UTF-8 that JSON gives back unchanged, else hexadecimal digits under another key.
    private static func write(_ key: String, _ bytes: [UInt8], _ json: inout JSONWriter) {
        if let text = String(validating: bytes, as: UTF8.self) {
            json.text(key, text)
        } else {
            json.text(key + "_hex", hexadecimal(bytes))
        }
    }

    private static func bytes(_ key: String, _ json: JSONValue) -> [UInt8]? {
        if let text = json[key]?.text { return Array(text.utf8) }
        guard let digits = json[key + "_hex"]?.text.map({ Array($0.utf8) }) else { return nil }
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index..<(index + 2)], as: UTF8.self), radix: 16)
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func write(_ finding: Finding, _ json: inout JSONWriter) {
        json.text("code", finding.code.rawValue)
        json.text("rule", finding.rule)
        if let index = finding.columnIndex { json.integer("column", index) }
        if let name = finding.columnName { json.text("name", name) }
        if let value = finding.value { write("value", value, &json) }
        json.text("message", finding.message)
    }

    private static func finding(_ json: JSONValue) -> Finding? {
        guard let code = json["code"]?.text.flatMap({ FindingCode(rawValue: $0) }) else {
            return nil
        }
        return Finding(
            code, rule: json["rule"]?.text ?? "", columnIndex: json["column"]?.integer,
            columnName: json["name"]?.text, value: bytes("value", json),
            message: json["message"]?.text ?? "")
    }
}
