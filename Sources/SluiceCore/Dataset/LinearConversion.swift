/// A declared conversion between two units: stored = read × factor + offset.
package struct LinearConversion: Sendable, Hashable {
    /// What the number of the file is multiplied by; finite, not 0.
    package var factor: Double
    /// What is added afterwards; finite.
    package var offset: Double

    /// Makes a conversion.
    package init(factor: Double, offset: Double = 0) {
        self.factor = factor
        self.offset = offset
    }

    /// The stored value of a number of the file; infinite when it is out of the range of a double.
    package func callAsFunction(_ value: Double) -> Double { value * factor + offset }

    /// The conversion between two units that sluice knows, compared as written; nil when it does not know it.
    ///
    /// The same unit on both sides is known and has factor 1 and offset 0. A dataset file may always state
    /// `factor` and `offset` instead.
    package static func between(_ source: String, and target: String) -> LinearConversion? {
        if source == target { return LinearConversion(factor: 1) }
        guard let from = units[source], let to = units[target], from.quantity == to.quantity else {
            return nil
        }
        return LinearConversion(
            factor: from.factor / to.factor, offset: (from.offset - to.offset) / to.factor)
    }

    /// The unit names that ``between(_:and:)`` knows, sorted.
    package static var unitNames: [String] { units.keys.sorted() }

    private struct Unit {
        let quantity: String
        let factor: Double
        let offset: Double
    }

    /// Every unit by what one of it is in the base unit of its quantity: base = value × factor + offset.
    private static let units: [String: Unit] = [
        "degC": Unit(quantity: "temperature", factor: 1, offset: 0),
        "degF": Unit(quantity: "temperature", factor: 5.0 / 9.0, offset: -160.0 / 9.0),
        "K": Unit(quantity: "temperature", factor: 1, offset: -273.15),
        "Pa": Unit(quantity: "pressure", factor: 1, offset: 0),
        "hPa": Unit(quantity: "pressure", factor: 100, offset: 0),
        "mbar": Unit(quantity: "pressure", factor: 100, offset: 0),
        "kPa": Unit(quantity: "pressure", factor: 1000, offset: 0),
        "inHg": Unit(quantity: "pressure", factor: 3386.389, offset: 0),
        "m/s": Unit(quantity: "speed", factor: 1, offset: 0),
        "km/h": Unit(quantity: "speed", factor: 1 / 3.6, offset: 0),
        "mph": Unit(quantity: "speed", factor: 0.44704, offset: 0),
        "kn": Unit(quantity: "speed", factor: 1852.0 / 3600.0, offset: 0),
        "m": Unit(quantity: "length", factor: 1, offset: 0),
        "mm": Unit(quantity: "length", factor: 0.001, offset: 0),
        "in": Unit(quantity: "length", factor: 0.0254, offset: 0),
        "ft": Unit(quantity: "length", factor: 0.3048, offset: 0),
        "km": Unit(quantity: "length", factor: 1000, offset: 0),
        "mi": Unit(quantity: "length", factor: 1609.344, offset: 0),
        "W": Unit(quantity: "power", factor: 1, offset: 0),
        "kW": Unit(quantity: "power", factor: 1000, offset: 0),
        "Wh": Unit(quantity: "energy", factor: 1, offset: 0),
        "kWh": Unit(quantity: "energy", factor: 1000, offset: 0),
        "h": Unit(quantity: "time", factor: 3600, offset: 0),
        "min": Unit(quantity: "time", factor: 60, offset: 0),
        "s": Unit(quantity: "time", factor: 1, offset: 0),
        "ug/m3": Unit(quantity: "concentration", factor: 1, offset: 0),
        "mg/m3": Unit(quantity: "concentration", factor: 1000, offset: 0),
        "ppb": Unit(quantity: "fraction", factor: 1, offset: 0),
        "ppm": Unit(quantity: "fraction", factor: 1000, offset: 0),
    ]
}
