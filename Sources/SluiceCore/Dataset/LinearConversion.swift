/// A declared conversion between two units: stored = (read × factor + offset) / divisor.
///
/// The divisor keeps conversions exact that have no finite decimal factor: 71 °F are (71 × 5 − 160) / 9 °C, rounded
/// once, where a factor of 0.555… would be rounded before it is used.
package struct LinearConversion: Sendable, Hashable {
    /// What the number of the file is multiplied by; finite, not 0.
    package var factor: Double
    /// What is added afterwards; finite.
    package var offset: Double
    /// What the sum is divided by; finite, not 0.
    package var divisor: Double

    /// Makes a conversion.
    package init(factor: Double, offset: Double = 0, divisor: Double = 1) {
        self.factor = factor
        self.offset = offset
        self.divisor = divisor
    }

    /// The stored value of a number of the file; infinite when it is out of the range of a double.
    package func callAsFunction(_ value: Double) -> Double {
        (value * factor + offset) / divisor
    }

    /// True when it can be used: all three are finite, factor and divisor not 0.
    package var isUsable: Bool {
        factor.isFinite && factor != 0 && offset.isFinite && divisor.isFinite && divisor != 0
    }

    /// The conversion between two units of ``UnitCatalog``; nil when one is unknown or they measure different things.
    package static func between(_ source: String, and target: String) -> LinearConversion? {
        UnitCatalog.conversion(from: source, to: target)
    }

    /// The unit names that ``between(_:and:)`` knows, sorted.
    package static var unitNames: [String] { UnitCatalog.names }
}
