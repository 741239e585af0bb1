import SluiceCore
import Testing

@Suite struct ExactDecimalTests {
    private func precedes(_ left: String, _ right: String) -> Bool {
        let bytes = Array("\(left) \(right)".utf8)
        let end = left.utf8.count
        return ExactDecimal.precedes(bytes.span, 0..<end, end + 1..<bytes.count)
    }

    @Test func numbersAreOrderedByAllTheirDigits() {
        let ascending = [
            "-1e400", "-100000000000000000001", "-100000000000000000000", "-0.5", "-1e-400", "0",
            "1e-400", "0.09999999999999999999999999999999999999", "0.1",
            "0.10000000000000000000000000000000000001", "1.0", "9007199254740992",
            "9007199254740993", "9.0071992547409931e15", "1e400",
        ]
        for (place, left) in ascending.enumerated() {
            for (other, right) in ascending.enumerated() {
                #expect(precedes(left, right) == (place < other), "\(left) \(right)")
            }
        }
    }

    @Test(arguments: [
        ["0", "-0", "0.000", "0e7", ".0"], ["1", "+1.0", "0.1e1", "10e-1", "1.", "001"],
        ["-12345678901234567890.5", "-1234567890123456789050e-2"],
        ["1000000000000000000000000", "1e24", "0.001e27"],
    ])
    func spellingsOfOneNumberAreAlike(_ texts: [String]) {
        for left in texts {
            for right in texts { #expect(!precedes(left, right), "\(left) \(right)") }
        }
    }
}
