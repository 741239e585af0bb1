import SluiceCore
import Testing

@Suite struct HeaderNameTests {
    @Test(arguments: [
        ("timestamp", "timestamp"), ("Temperature Celsius", "temperature_celsius"),
        ("CO2 [PPM]", "co2_ppm"), ("  noise--level__db ", "noise_level_db"), ("PM2.5", "pm2_5"),
        ("", ""), ("---", ""), ("Größe", "größe"), ("ÅNGSTRÖM/m", "ångström_m"), ("µg/m³", "µg_m³"),
        ("a\u{0}b", "a\u{0}b"), ("timestamp\r", "timestamp\r"), ("a\tb", "a_b"),
        ("CO(GT)", "co_gt"),
    ])
    func namesAreComparedInOneForm(name: String, normalized: String) {
        #expect(HeaderName.normalized(Array(name.utf8)) == normalized)
    }

    @Test func illFormedTextMatchesNoProperName() {
        #expect(HeaderName.normalized([0x61, 0xFF]) == "a\u{FFFD}")
    }
}
