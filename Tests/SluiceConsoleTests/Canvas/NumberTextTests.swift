import SluiceConsole
import SluiceCore
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1 000"), (-1_234_567, "-1 234 567"),
        (Int.min, "-9 223 372 036 854 775 808"),
    ])
    func digitsStandInGroups(number: Int, text: String) {
        #expect(NumberText.grouped(number).string == text)
    }

    @Test(arguments: [
        (0.0, "0"), (0.0123, "0.012"), (3.344, "3.34"), (12.12, "12.1"), (149.2, "149"),
        (31_000, "31k"), (3.8e7, "38M"), (-61.44, "-61.4"), (1e300, "1e+300"), (.nan, "-"),
        (.infinity, "inf"),
    ])
    func aboutThreeDigitsMatter(number: Double, text: String) {
        #expect(NumberText.short(number).string == text)
    }

    @Test(arguments: [
        (0.4, "0.4 s"), (12, "12 s"), (119, "119 s"), (180, "3 m"), (3_700, "1h01m"),
        (273_600, "3d04h"), (-1, "0 s"), (1e300, "long"),
    ])
    func durationsAreShort(seconds: Double, text: String) {
        #expect(ClockText.duration(seconds: seconds).string == text)
    }

    @Test func momentsAreInTheZone() {
        let zone = ShownZone(name: "CET", offsetSeconds: 3_600)
        #expect(ClockText.time(SampleStation.now, zone: .utc).string == "12:04:33")
        #expect(ClockText.time(SampleStation.now, zone: zone).string == "13:04:33")
        #expect(ClockText.full(SampleStation.now, zone: zone).string == "2026-11-23 13:04:33")
    }
}
