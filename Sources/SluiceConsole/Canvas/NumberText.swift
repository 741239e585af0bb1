package import SluiceCore

/// Numbers as the console shows them, without a locale.
package enum NumberText {
    /// Digits in groups of three, such as `1 000`.
    package static func grouped(_ number: Int) -> SafeText {
        let digits = String(number.magnitude)
        var text = number < 0 ? "-" : ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0 && (digits.count - offset) % 3 == 0 { text.append(" ") }
            text.append(digit)
        }
        return Sanitiser.safe(text)
    }

    /// A number with so many decimals, at most 6; in powers of ten when it has more than 18 digits with them.
    package static func fixed(_ number: Double, decimals: Int) -> SafeText {
        guard number.isFinite else { return number.isNaN ? "-" : number > 0 ? "inf" : "-inf" }
        let scale = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000][min(6, max(0, decimals))]
        guard number.magnitude * Double(scale) < 1e18 else { return Sanitiser.safe("\(number)") }
        let scaled = Int((number.magnitude * Double(scale)).rounded())
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard scale > 1 else { return Sanitiser.safe(sign + String(scaled)) }
        let fraction = String(scaled % scale)
        let zeros = String(repeating: "0", count: min(6, decimals) - fraction.count)
        return Sanitiser.safe("\(sign)\(scaled / scale).\(zeros)\(fraction)")
    }

    /// About three digits that matter, such as `0.012`, `3.34`, `12.1`, `149`, `3.1k`, `38M`.
    package static func short(_ number: Double) -> SafeText {
        guard number.isFinite else { return fixed(number, decimals: 0) }
        let units: [(Double, SafeText)] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k")]
        if number.magnitude >= 1e15 { return Sanitiser.safe("\(number)") }
        for (size, name) in units where number.magnitude >= size {
            let scaled = size == 1e4 ? number / 1e3 : number / size
            return fixed(scaled, decimals: scaled.magnitude < 10 ? 1 : 0) + name
        }
        switch number.magnitude {
        case 100...: return fixed(number, decimals: 0)
        case 10...: return fixed(number, decimals: 1)
        case 1...: return fixed(number, decimals: 2)
        case 0: return "0"
        default: return fixed(number, decimals: 3)
        }
    }

    /// A count in four columns, such as `640`, `1.2k` or `118M`.
    package static func count(_ number: Int) -> SafeText {
        number.magnitude < 1_000 ? SafeText(number) : scaled(Double(number), decimalsBelow: 10)
    }

    /// A count in five columns, such as `9 640`, `12.3k` or `118M`.
    package static func compact(_ number: Int) -> SafeText {
        number.magnitude < 10_000 ? grouped(number) : scaled(Double(number), decimalsBelow: 100)
    }

    private static func scaled(_ number: Double, decimalsBelow limit: Double) -> SafeText {
        let units: [(Double, SafeText)] = [
            (1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"),
        ]
        for (size, name) in units where number.magnitude >= size {
            let part = number / size
            return fixed(part, decimals: part.magnitude < limit - 0.05 ? 1 : 0) + name
        }
        return fixed(number, decimals: 0)
    }

    /// Something in a second or a minute, such as `12`, `0.4` or `3.1k`.
    package static func rate(_ number: Double) -> SafeText {
        guard number.isFinite else { return fixed(number, decimals: 0) }
        if number >= 1e6 { return fixed(number / 1e6, decimals: 1) + "M" }
        if number >= 1e3 { return fixed(number / 1e3, decimals: 1) + "k" }
        return fixed(number, decimals: number >= 10 || number == 0 ? 0 : 1)
    }

    /// A size in bytes, such as `117 KiB`.
    package static func bytes(_ bytes: Int) -> SafeText {
        let units: [(Int, SafeText)] = [
            (1 << 60, "EiB"), (1 << 50, "PiB"), (1 << 40, "TiB"), (1 << 30, "GiB"),
            (1 << 20, "MiB"), (1 << 10, "KiB"),
        ]
        for (size, name) in units where bytes >= size {
            let scaled = Double(bytes) / Double(size)
            return "\(fixed(scaled, decimals: scaled < 10 ? 1 : 0)) \(name)"
        }
        return "\(bytes) B"
    }

    /// A part of one as a percentage with a decimal, such as `2.1`; what is not nothing is never shown as `0.0`.
    package static func percent(_ part: Double) -> SafeText {
        part > 0 && part < 0.0005 ? "<0.1" : fixed(part * 100, decimals: 1)
    }
}
