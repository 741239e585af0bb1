import SluiceConsole
import SluiceTerminal
import Testing

@Suite struct DoubleClickTests {
    private let press = MouseEvent(.press, column: 3, row: 4)

    @Test func twoPressesOnACellSoonAreADoubleClick() {
        var clicks = DoubleClick()
        #expect(clicks.counted(press, at: 1_000_000_000).kind == .press)
        #expect(clicks.counted(press, at: 1_300_000_000).kind == .doublePress)
        #expect(clicks.counted(press, at: 1_400_000_000).kind == .press)
    }

    @Test func lateOrElsewhereTheyAreTwoClicks() {
        var clicks = DoubleClick()
        #expect(clicks.counted(press, at: 1_000_000_000).kind == .press)
        #expect(clicks.counted(press, at: 1_500_000_000).kind == .press)
        let beside = MouseEvent(.press, column: 4, row: 4)
        #expect(clicks.counted(beside, at: 1_600_000_000).kind == .press)
    }
}
