@testable internal import SluiceStore
internal import Testing

@Suite struct ScaledDecimalTests {
    @Test(
        arguments: [
            (0.0, 0), (1, 1000), (-1, -1000), (21.5, 21500), (0.001, 1), (-0.125, -125),
            (16.9, 16900),
            (99999.999, 99_999_999),
        ] as [(Double, Int64)])
    func decimalsOfThreeDigitsAreThousandths(value: Double, thousandths: Int64) {
        #expect(ScaledDecimal.thousandths(value) == thousandths)
        #expect(Double(thousandths) / 1000 == value)
    }

    @Test(arguments: [-0.0, 0.0001, 21.799999999999997, 1e300, -1e15, 3.141592653589793, 5e-300])
    func whatWouldNotComeBackBitForBitIsLeft(value: Double) {
        #expect(ScaledDecimal.thousandths(value) == nil)
    }

    @Test func everyDecimalComesBackAsItself() {
        for number in stride(from: -2_000_000, through: 2_000_000, by: 37) {
            let value = Double(number) / 1000
            guard number != 0, let thousandths = ScaledDecimal.thousandths(value) else { continue }
            #expect((Double(thousandths) / 1000).bitPattern == value.bitPattern)
        }
    }
}
