import SluiceCore
import Testing

@Suite struct IntegerRuleTests {
    @Test(arguments: ["45", "45.0", "4.5e1", "+45", "450e-1", "-0", "045"])
    func acceptsIntegralValuesInAnySpelling(_ text: String) {
        Sample([Sample.record(8, text)]).check()
    }

    @Test(arguments: ["45.5", "abc", "0x2D", "1e-1", "NaN", "45,"])
    func holdsOtherCells(_ text: String) {
        guard !text.contains(",") else { return }
        Sample([Sample.record(8, "⟦\(text)⟧NUMBER")]).check()
    }

    @Test func callsAHugeWholeNumberOutOfRange() {
        Sample([Sample.record(8, "⟦1e30⟧RANGE")]).check()
    }
}
