/// A colour in linear light, from which contrast and distance are computed by the published formulas.
package struct LinearColor: Sendable, Equatable {
    /// Red light, 0…1.
    package var red: Double
    /// Green light, 0…1.
    package var green: Double
    /// Blue light, 0…1.
    package var blue: Double

    /// A colour of linear light; parts outside 0…1 are brought into it.
    package init(red: Double, green: Double, blue: Double) {
        self.red = min(1, max(0, red))
        self.green = min(1, max(0, green))
        self.blue = min(1, max(0, blue))
    }

    /// The colour of an sRGB value `0xRRGGBB`, by IEC 61966-2-1.
    package init(sRGB value: UInt32) {
        func linear(_ shift: UInt32) -> Double {
            let part = Double((value >> shift) & 0xff) / 255
            return part <= 0.04045 ? part / 12.92 : Self.power12Fifths((part + 0.055) / 1.055)
        }
        self.init(red: linear(16), green: linear(8), blue: linear(0))
    }

    /// Relative luminance, 0…1, by WCAG 2.
    package var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

    /// How well two colours can be told apart as text and ground, 1…21, by WCAG 2.
    package func contrast(with other: LinearColor) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// How different two colours look: ΔE*ab of CIE 1976, under the white D65.
    package func distance(to other: LinearColor) -> Double {
        let (one, two) = (lab, other.lab)
        let (lightness, a, b) = (one.0 - two.0, one.1 - two.1, one.2 - two.2)
        return (lightness * lightness + a * a + b * b).squareRoot()
    }

    /// CIE L*a*b*.
    private var lab: (Double, Double, Double) {
        let x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
        let y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
        let z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
        let (fx, fy, fz) = (Self.compressed(x), Self.compressed(y), Self.compressed(z))
        return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))
    }

    private static func compressed(_ part: Double) -> Double {
        part > 216.0 / 24_389 ? root(3, of: part) : (24_389.0 / 27 * part + 16) / 116
    }

    /// x to the power of 12/5, the exponent of sRGB.
    private static func power12Fifths(_ x: Double) -> Double {
        let fifth = root(5, of: x)
        return x * x * fifth * fifth
    }

    /// The root of a number of 0.001…2 by Newton's method; a pure target has no mathematical library.
    private static func root(_ degree: Int, of x: Double) -> Double {
        var estimate = 1.0
        for _ in 0..<40 {
            var power = 1.0
            for _ in 1..<degree { power *= estimate }
            let next = estimate - (power * estimate - x) / (Double(degree) * power)
            if next == estimate { break }
            estimate = next
        }
        return estimate
    }
}
