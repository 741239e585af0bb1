/// Offsets from UTC as a dataset file writes them: `UTC`, `Z`, `+01:00`, `-03:30`.
enum OffsetText {
    /// What a time is ahead of UTC, in seconds; nil when the text is no offset or above 18 hours.
    static func parse(_ text: String) -> Int? {
        if text == "UTC" || text == "Z" { return 0 }
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            let hours = twoDigits(bytes[1], bytes[2]), let minutes = twoDigits(bytes[4], bytes[5]),
            minutes < 60, hours * 60 + minutes <= 18 * 60
        else { return nil }
        let seconds = (hours * 60 + minutes) * 60
        switch bytes[0] {
        case UInt8(ascii: "+"): return seconds
        case UInt8(ascii: "-"): return -seconds
        default: return nil
        }
    }

    /// The text of an offset in seconds; parts of a minute are cut.
    static func text(_ seconds: Int) -> String {
        guard seconds != 0 else { return "UTC" }
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + padded(minutes / 60) + ":" + padded(minutes % 60)
    }

    private static func twoDigits(_ high: UInt8, _ low: UInt8) -> Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard digits.contains(high), digits.contains(low) else { return nil }
        return Int(high - UInt8(ascii: "0")) * 10 + Int(low - UInt8(ascii: "0"))
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
