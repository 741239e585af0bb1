import SluiceCore
import Testing

@Suite struct RequiredRuleTests {
    @Test(arguments: [1, 2, 3, 6, 7, 8, 9, 10, 11, 12], ["", "  ", "\t", "\"\""])
    func holdsARequiredCellWithoutAValue(_ column: Int, _ text: String) {
        Sample([Sample.record(column, "⟦\(text)⟧NULL")]).check()
    }

    @Test(arguments: [4, 5])
    func storesAnOptionalCellWithoutAValueAsNull(_ column: Int) {
        let file = JudgedFile(Sample.header + "\n" + Sample.record(column, " "))
        #expect(file.held.isEmpty)
        #expect(file.rows.first?.cells[column - 3] == .missing)
        #expect(file.partials.values.first?[column - 3].count == 0)
    }

    @Test func findsEveryFaultOfARecordInColumnOrder() {
        Sample(["⟦x⟧DATE,⟦⟧NULL,⟦abc⟧NUMBER,62,67,54,323,45,23,⟦25⟧RANGE,2.3,⟦⟧NULL"]).check()
        let file = JudgedFile(Sample.header + "\nx,,abc,62,67,54,323,45,23,25,2.3,")
        #expect(file.held.first?.findings.map(\.columnIndex) == [1, 2, 3, 10, 12])
    }
}
