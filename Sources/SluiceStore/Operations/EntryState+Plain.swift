internal import SluiceCore

/// The states that most entries of a batch have, without bytes or findings, read and written without a JSON document between: an undo
/// of 100 000 entries reads 200 000 of them.
extension EntryState {
    /// The same text that JSON would be; nil for a state that has more to say.
    var plainText: String? {
        guard raw == nil, rawSize == nil, findings == nil, !isAside else { return nil }
        var text = "{\"status\":\"\(status.rawValue)\",\"attempts\":\(attempts)"
        if let resolvedAt { text += ",\"resolved\":\(resolvedAt)" }
        if let touchedBy { text += ",\"batch\":\(touchedBy)" }
        return text + "}"
    }

    /// Reads what ``plainText`` wrote; nil for anything else, which may be JSON all the same.
    init?(plainText text: [UInt8]) {
        var reader = PlainReader(text: text)
        guard reader.take("{\"status\":\""), let status = reader.status(),
            reader.take("\",\"attempts\":"), let attempts = reader.number()
        else { return nil }
        self.init(status: status, attempts: Int(attempts), resolvedAt: nil, touchedBy: nil)
        if reader.take(",\"resolved\":") {
            guard let number = reader.number() else { return nil }
            resolvedAt = number
        }
        if reader.take(",\"batch\":") {
            guard let number = reader.number() else { return nil }
            touchedBy = number
        }
        guard reader.take("}"), reader.isAtEnd else { return nil }
    }
}

/// Takes a text apart that has one form only.
private struct PlainReader {
    let text: [UInt8]
    private var place = 0

    init(text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { place == text.count }

    /// Passes over what is expected; false, and nothing passed, when something else stands there.
    mutating func take(_ expected: StaticString) -> Bool {
        let count = expected.utf8CodeUnitCount
        guard place + count <= text.count else { return false }
        let matches = expected.withUTF8Buffer { bytes in
            (0..<count).allSatisfy { bytes[$0] == text[place + $0] }
        }
        if matches { place += count }
        return matches
    }

    mutating func status() -> QuarantineStatus? {
        if take("held") { return .held }
        if take("released") { return .released }
        if take("discarded") { return .discarded }
        return take("superseded") ? .superseded : nil
    }

    /// A whole number of up to 18 digits.
    mutating func number() -> Int64? {
        let start = place
        var number: Int64 = 0
        while place < text.count, place - start < 18, (48...57).contains(text[place]) {
            number = number * 10 + Int64(text[place] - 48)
            place += 1
        }
        return place > start ? number : nil
    }
}
