/// Parts of one as percentages in plain words, such as `2.5 %`, without a locale.
package enum PercentText {
    /// The most decimals that are written.
    private static let mostDecimals = 6

    /// A part with at most so many decimals (0 … 6), none of them a zero at the end: `5 %`, `0.05 %`.
    package static func text(_ part: Double, decimals: Int = mostDecimals) -> String {
        let unit = (0..<min(mostDecimals, max(0, decimals))).reduce(1.0) { unit, _ in unit * 10 }
        let scaled = (part * 100 * unit).rounded()
        guard let whole = Int(exactly: scaled) else { return "\(part * 100) %" }
        let size = Int(unit)
        let sign = whole < 0 ? "-" : ""
        var fraction = String(String(whole.magnitude % UInt(size) + UInt(size)).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let point = fraction.isEmpty ? "" : "."
        return "\(sign)\(whole.magnitude / UInt(size))\(point)\(fraction) %"
    }

    /// A part above a limit: with one decimal, or as many more as tell the two, and the part and nothing, apart.
    package static func text(_ part: Double, above limit: Double) -> String {
        let others = ["0 %", text(limit)]
        let texts = (1...mostDecimals).lazy.map { text(part, decimals: $0) }
        return texts.first { !others.contains($0) } ?? text(part)
    }
}
