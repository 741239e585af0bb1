internal import SluiceCore

/// Bytes in JSON: text where they are UTF-8, else hexadecimal digits under the key with `_hex` behind it.
enum HexBytes {
    /// Writes bytes; nothing for nil.
    static func write(_ key: String, _ bytes: [UInt8]?, into json: inout JSONWriter) {
        guard let bytes else { return }
        if let text = String(validating: bytes, as: UTF8.self) {
            json.text(key, text)
        } else {
            json.text(
                key + "_hex",
                bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        }
    }

    /// Reads what ``write(_:_:into:)`` wrote; nil when there is nothing or it is wrong.
    static func read(_ key: String, _ json: JSONValue) -> [UInt8]? {
        if let text = json[key]?.text { return Array(text.utf8) }
        guard let digits = json[key + "_hex"]?.text.map({ Array($0.utf8) }), digits.count % 2 == 0
        else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index..<(index + 2)], as: UTF8.self), radix: 16)
        }
        return bytes.count * 2 == digits.count ? bytes : nil
    }
}
