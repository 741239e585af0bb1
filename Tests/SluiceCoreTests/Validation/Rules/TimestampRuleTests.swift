import SluiceCore
import Testing

@Suite struct TimestampRuleTests {
    @Test(arguments: [
        "2024-02-29 08:00:00", "2024-05-01T08:00:00Z", "2024-05-01 08:00:00.5",
        "2024-05-01T08:00:00.123456789+05:30", "0001-01-01 00:00:00", " 2024-05-01 08:00:00 ",
        "2024-03-31 02:30:00",
    ])
    func acceptsRealTimes(_ text: String) { Sample([Sample.record(1, text)]).check() }

    @Test(arguments: [
        "2023-02-29 08:00:00", "2024-05-01 08:00", "2024-05-01 24:00:00", "2024-05-01 08:00:60",
        "2024-05-01 08:00:00.", "2024-05-01 08:00:00+0100", "0000-01-01 00:00:00", "2024-05-01T",
        "not-a-time", "01.05.2024", "2024-13-45 99:99:99", "1714550400",
    ])
    func holdsWhatIsNoTime(_ text: String) { Sample([Sample.record(1, "⟦\(text)⟧DATE")]).check() }

    @Test func storesTheMomentInUTC() {
        let file = JudgedFile(
            Sample.header + "\n" + Sample.record(1, "2024-05-01T08:00:00.25+01:00"))
        #expect(file.rows.first?.milliseconds == 1_714_546_800_250)
        // Typed, because the bare literals make the comparison one of AnyHashable, which reads beyond the value.
        let fraction: UInt64 = 2 << 32 | 25
        #expect(file.rows.first?.fraction == fraction)
    }
}
