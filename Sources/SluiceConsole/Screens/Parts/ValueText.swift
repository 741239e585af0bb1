internal import SluiceCore

/// A value of the data as a list shows it.
enum ValueText {
    /// What a cell says: itself, that it is empty or has nothing but blanks, or that there is none; at most 256 bytes of it.
    static func shown(_ value: [UInt8]?) -> SafeText {
        guard let value else { return "-" }
        if value.isEmpty { return "(empty)" }
        return value.allSatisfy { $0 == UInt8(ascii: " ") }
            ? "(blank)" : Sanitiser.safe(value, limit: 256)
    }
}
