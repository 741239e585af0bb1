import Glibc
import SluiceCore
import SluiceTestKit
import Testing

@Suite struct DecimalNumberTests {
    private func parse(_ text: String, decimalMark: UInt8 = UInt8(ascii: ".")) -> Double? {
        // Bytes around the range show that nothing outside it is taken in.
        let bytes = Array("7\(text)7e5".utf8)
        return DecimalNumber.parse(bytes.span, 1..<bytes.count - 3, decimalMark: decimalMark)
    }

    private func integer(_ text: String) -> Int64? {
        let bytes = Array("7\(text)7".utf8)
        return DecimalNumber.integer(bytes.span, 1..<bytes.count - 1)
    }

    private func checkAgainstStrtod(
        _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let expected = strtod(text, nil)
        let found = parse(text)
        if expected.isInfinite ? found != nil : found?.bitPattern != expected.bitPattern {
            Issue.record(
                "\(text): \(String(describing: found)), not \(expected)",
                sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: [
        "0", "-0", "+0", "1", "-1", "+1.e3", ".5", "5.", "-.5e-3", "00012",
        "0.000000000000000000001",
        "1e400", "-1e400", "1e-400", "4.9e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "2.2250738585072011e-308", "1.7976931348623157e308",
        "1.7976931348623159e308", "9007199254740993", "9007199254740993.0", "1e22", "1e23",
        "123456789012345678901234567890", "9223372036854775807", "18446744073709551615",
        "18446744073709551616", "0.1", "0.3", "21.384756192837465", "9999999999999999999",
        "0.9999999999999999999", "1e999999999999999999999", "0e999999999999999999999",
        "1e-999999999999999999999", "0.500000000000000166533453693773481063544750213623046875",
    ])
    func knownTextsRoundAsTheyShould(text: String) { checkAgainstStrtod(text) }

    @Test(arguments: 0..<16 as Range<UInt64>)
    func randomDecimalsRoundLikeStrtod(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20_000 {
            let digits = String(random.next() >> UInt64.random(in: 0...60, using: &random))
            let mark = Int.random(in: 0...digits.count, using: &random)
            var text = String(digits.prefix(mark)) + "." + digits.dropFirst(mark)
            if Bool.random(using: &random) { text = "0" + text }
            if Int.random(in: 0..<4, using: &random) == 0 { text += digits }
            if Int.random(in: 0..<4, using: &random) == 0 {
                text += "e\(Int.random(in: -345...320, using: &random))"
            }
            if Int.random(in: 0..<8, using: &random) == 0 { text = "-" + text }
            checkAgainstStrtod(text)
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func textsHalfwayBetweenTwoDoublesRoundToEven(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10_000 {
            // m + 1/2 units, m of 53 bits, times 2^-k: exact as m5 * 10^-k' with few digits for small k.
            let shift = UInt64.random(in: 1...3, using: &random)
            let odd = (random.next() >> 10 | 1 << 53) | 1
            let fives = (0..<shift).reduce(odd) { value, _ in value &* 5 }
            guard fives / odd == [1, 5, 25, 125][Int(shift)] else { continue }
            let digits = String(fives)
            let text = digits.dropLast(Int(shift)) + "." + digits.suffix(Int(shift))
            checkAgainstStrtod(String(text))
            if let last = digits.last, last != "9", let number = UInt64(digits) {
                for near in [number - 1, number + 1] {
                    let digits = String(near)
                    checkAgainstStrtod(
                        "\(digits.dropLast(Int(shift))).\(digits.suffix(Int(shift)))")
                }
            }
        }
    }

    @Test(arguments: 0...19)
    func everyPowerDividesExactly(power: Int) {
        var random = SeededGenerator(seed: UInt64(power))
        for _ in 0..<5_000 {
            let number = String(random.next() >> UInt64.random(in: 0...63, using: &random))
            checkAgainstStrtod(number.prefix(19) + "e-\(power)")
        }
    }

    @Test(arguments: [
        "", "+", "-", ".", "+.", "e5", ".e5", "1e", "1e+", "1e-", "1e5.", "1.2.3", "--1", "+-1",
        "1 ",
        " 1", "1_000", "1,5", "0x10", "nan", "NaN", "inf", "-Infinity", "NA", "null", "1f", "1d5",
        "1e5e5",
        "٣", "12a", "1-", "5%", "1e0x1", "12345678a", "1234567:", "1234567/", "12345678 12345678",
    ])
    func otherTextsAreNoNumbers(text: String) {
        #expect(parse(text) == nil)
        #expect(integer(text) == nil)
        let bytes = Array(text.utf8)
        let isWellFormed = DecimalNumber.isWellFormed(bytes.span, 0..<bytes.count)
        #expect(!isWellFormed)
    }

    @Test func aDeclaredMarkReplacesThePoint() {
        let comma = UInt8(ascii: ",")
        #expect(parse("12,5", decimalMark: comma) == 12.5)
        #expect(parse("-200,0", decimalMark: comma) == -200)
        #expect(parse("12.5", decimalMark: comma) == nil)
        #expect(parse("1,2,3", decimalMark: comma) == nil)
        #expect(
            parse("0,000000000000000000000012345678901234567", decimalMark: comma)
                == 0.000000000000000000000012345678901234567)
    }

    @Test(
        arguments: [
            ("45", 45), ("45.0", 45), ("45.", 45), ("4.5e1", 45), ("450e-1", 45), ("+45", 45),
            ("-45.00", -45),
            ("0", 0), ("-0", 0), ("0.0e99999999999", 0), (".0", 0),
            ("1e18", 1_000_000_000_000_000_000),
            ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775807.0", .max),
            ("92233720368547758070e-1", .max), ("000000000000000000000000000045", 45),
            ("0.00000000000000000000000045e26", 45), ("45.00000000000000000000000000000000", 45),
        ] as [(String, Int64)])
    func integersAreReadInAnySpelling(text: String, value: Int64) {
        #expect(integer(text) == value)
    }

    @Test(arguments: [
        "45.5", "1e-1", "0.1", "9223372036854775808", "-9223372036854775809", "1e19", "1e400",
        "18446744073709551616", "92233720368547758071e-1", "0.00000000000000000000000045e25",
    ])
    func othersAreNotIntegral(text: String) {
        #expect(integer(text) == nil)
        let bytes = Array(text.utf8)
        let isWellFormed = DecimalNumber.isWellFormed(bytes.span, 0..<bytes.count)
        #expect(isWellFormed)
    }

    @Test func aFieldOfManyDigitsIsRead() {
        let zeros = String(repeating: "0", count: 60_000)
        #expect(parse("0.\(zeros)1e60001") == 1)
        #expect(parse("1\(zeros)e-60000") == 1)
        #expect(parse("1\(zeros)") == nil)
        #expect(integer("1\(zeros)e-60000") == 1)
        #expect(integer("0.\(zeros)1e60001") == 1)
    }
}
