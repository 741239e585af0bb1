/// What an offending value looks like, where that is evident: a decimal comma, a sentinel, degrees Fahrenheit.
///
/// A hint is only said, never applied: values are not guessed.
package enum ValueHint {
    private static let sentinels: Set<Double> = [
        -1, -9, -99, -999, -9999, -99999, 999, 9999, 99999, -999.9, 999.9, -888, -8888,
    ]

    /// A few words about the value of a finding; nil when nothing is evident.
    package static func of(_ finding: Finding) -> String? {
        guard let value = finding.value, value.count <= 32 else {
            return finding.code == .fields ? "fields may be shifted" : nil
        }
        let text = String(decoding: value, as: UTF8.self)
        switch finding.code {
        case .number: return isDecimalComma(value) ? "\(text) has a decimal comma" : nil
        case .range:
            guard let number = Double(text) else { return nil }
            if sentinels.contains(number) { return "\(text) looks like a sentinel" }
            let isTemperature = finding.columnName?.contains("temp") ?? false
            return isTemperature && (60...130).contains(number) ? "\(text) looks like °F" : nil
        default: return nil
        }
    }

    /// Digits, one comma, digits; a sign may stand in front.
    private static func isDecimalComma(_ value: [UInt8]) -> Bool {
        let digits = value.first == UInt8(ascii: "-") ? value.dropFirst() : value[...]
        let parts = digits.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { (48...57).contains($0) }
            }
    }
}
