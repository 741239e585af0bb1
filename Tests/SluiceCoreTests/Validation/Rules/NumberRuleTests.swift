import SluiceCore
import Testing

@Suite struct NumberRuleTests {
    @Test(arguments: [
        "0", "-0", "+1", "1.", ".5", "1.5e1", "1E-2", "0000012", "24.32818438381468", " 7 ", "\t7",
        "\"7\"", "1e-400",
    ])
    func acceptsDecimalNumbers(_ text: String) { Sample([Sample.record(3, text)]).check() }

    @Test(arguments: [
        "NaN", "inf", "-Infinity", "0x10", "1e999", "1_000", "12.3.4", "--", "1e", "e5", ".", "+",
        "7 C", "NA", "null", "n/a", "1 2", "٣",
    ])
    func holdsWhatIsNoNumber(_ text: String) {
        Sample([Sample.record(3, "⟦\(text)⟧NUMBER")]).check()
    }

    @Test func readsTheCorrectlyRoundedDouble() {
        let file = JudgedFile(Sample.header + "\n" + Sample.record(3, "24.32818438381468"))
        #expect(file.rows.first?.cells.first == .number(24.32818438381468))
    }
}
