internal import SluiceCore
@testable internal import SluiceStore
internal import Testing

@Suite("Numbers of shapes")
struct ShapeNumbersTests {
    @Test("values of one shape have one number, and a shape has that of its values")
    func numbers() {
        var numbers = ShapeNumbers()
        func number(_ text: String) -> Int32 { numbers.number(of: Array(text.utf8)[...]) }
        #expect(number("61.4") == 0 && number("7.25") == 1 && number("99.9") == 0)
        #expect(number("") == 2 && number("") == 2)
        #expect(numbers.shapes[0] == Array("99.9".utf8))
    }

    @Test("any number of shapes keep theirs")
    func many() {
        var numbers = ShapeNumbers()
        let values = (0..<3_000).map { Array(String($0, radix: 2).utf8).map { $0 == 48 ? 45 : $0 } }
        let first = values.map { numbers.number(of: $0[...]) }
        #expect(values.map { numbers.number(of: $0[...]) } == first)
        for (value, number) in zip(values, first) {
            #expect(numbers.shapes[Int(number)] == ValueShape.of(value))
        }
    }

    @Test("what lies behind the first bytes does not count")
    func long() {
        var numbers = ShapeNumbers()
        let start = [UInt8](repeating: 49, count: ValueShape.limit)
        #expect(numbers.number(of: (start + [45])[...]) == numbers.number(of: (start + [46])[...]))
    }
}
