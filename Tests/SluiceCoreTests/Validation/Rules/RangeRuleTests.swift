import SluiceCore
import Testing

@Suite struct RangeRuleTests {
    @Test(arguments: [
        (3, "-50"), (3, "60.0"), (4, "0"), (5, "500"), (11, "5"), (12, "1"), (12, "0.0"),
    ])
    func includesTheBounds(_ column: Int, _ text: String) {
        Sample([Sample.record(column, text)]).check()
    }

    @Test(arguments: [
        (3, "-50.000001"), (3, "60.1"), (4, "140.2"), (5, "731"), (6, "188.0"), (7, "250000.5"),
        (8, "4096"), (9, "250"), (10, "31.5"), (11, "-0.1"), (12, "2"), (12, "7"),
    ])
    func holdsWhatLiesOutside(_ column: Int, _ text: String) {
        Sample([Sample.record(column, "⟦\(text)⟧RANGE")]).check()
    }

    @Test func namesTheRangeAndNotTheValue() {
        let file = JudgedFile(Sample.header + "\n" + Sample.record(3, "99.5"))
        let finding = file.held.first?.findings.first
        #expect(finding?.message == "outside -50 to 60 degC")
        #expect(finding?.columnName == "temperature_celsius")
        #expect(finding?.value == Array("99.5".utf8))
    }
}
