/// Reads a decimal number with a unit, such as `200ms` or `4 GiB`, as an exact whole number of the smallest unit.
enum QuantityText {
    /// The number in smallest units; nil when the text is not `<digits>[.<digits>] <unit>`, when the result is not
    /// whole or does not fit. Units are compared as written.
    static func parse(_ text: String, units: [(name: String, size: Int64)]) -> Int64? {
        let bytes = Array(text.utf8)
        var index = 0
        var mantissa: Int64 = 0
        var divisor: Int64 = 1
        var isFraction = false
        var digitCount = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "."), !isFraction, digitCount > 0 {
                isFraction = true
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
                guard let next = appending(bytes[index], to: mantissa) else { return nil }
                mantissa = next
                digitCount += 1
                if isFraction {
                    let (scaled, overflow) = divisor.multipliedReportingOverflow(by: 10)
                    guard !overflow else { return nil }
                    divisor = scaled
                }
            } else {
                break
            }
            index += 1
        }
        guard digitCount > 0, index == 0 || bytes[index - 1] != UInt8(ascii: ".") else {
            return nil
        }
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
        let name = String(decoding: bytes[index...], as: UTF8.self)
        guard let unit = units.first(where: { $0.name == name }) else { return nil }
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: unit.size)
        guard !overflow, product % divisor == 0 else { return nil }
        return product / divisor
    }

    private static func appending(_ digit: UInt8, to number: Int64) -> Int64? {
        let (scaled, overflow) = number.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        let (sum, overflowOfSum) = scaled.addingReportingOverflow(
            Int64(digit - UInt8(ascii: "0")))
        return overflowOfSum ? nil : sum
    }
}
