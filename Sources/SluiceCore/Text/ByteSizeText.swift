/// Sizes as a configuration writes them: `64KiB`, `4 GiB`, `10MB`; a bare number counts bytes.
package enum ByteSizeText {
    /// The number of bytes of a text; nil when it is no size or not a whole number of bytes. Never negative.
    package static func parse(_ text: String) -> Int64? {
        QuantityText.parse(text, units: units)
    }

    /// The text of a number of bytes in the largest unit in which it is whole.
    package static func text(_ bytes: Int64) -> String {
        for unit in units.reversed() where bytes != 0 && bytes % unit.size == 0 {
            return "\(bytes / unit.size)\(unit.name)"
        }
        return String(bytes)
    }

    /// Ascending, so that the last one that fits is the largest.
    private static let units: [(name: String, size: Int64)] = [
        ("", 1), ("B", 1), ("kB", 1000), ("KB", 1000), ("KiB", 1 << 10), ("MB", 1_000_000),
        ("MiB", 1 << 20), ("GB", 1_000_000_000), ("GiB", 1 << 30), ("TB", 1_000_000_000_000),
        ("TiB", 1 << 40),
    ]
}
