/// The units that sluice can convert, each an exact fraction of the base unit of its quantity.
package enum UnitCatalog {
    /// Every name that ``conversion(from:to:)`` takes, sorted; spellings of the same unit are all in it.
    package static let names: [String] = units.keys.sorted()

    /// The conversion from one unit to another; nil when one is unknown or they measure different things.
    ///
    /// Names are compared as written. The same name on both sides needs no conversion and is always known.
    package static func conversion(from source: String, to target: String) -> LinearConversion? {
        if source == target { return LinearConversion(factor: 1) }
        guard let from = units[source], let to = units[target], from.quantity == to.quantity else {
            return nil
        }
        return from.conversion(to: to)
    }

    /// The names of the units that measure the same as one does, itself included, sorted; empty when it is unknown.
    package static func names(like name: String) -> [String] {
        guard let quantity = units[name]?.quantity else { return [] }
        return names.filter { units[$0]?.quantity == quantity }
    }

    /// By name; base = (value × numerator + offset) / denominator.
    private static let units: [String: ExactUnit] = [
        "degC": ExactUnit(.temperature),
        "°C": ExactUnit(.temperature),
        "degF": ExactUnit(.temperature, 5, offset: -160, over: 9),
        "°F": ExactUnit(.temperature, 5, offset: -160, over: 9),
        "K": ExactUnit(.temperature, 20, offset: -5463, over: 20),

        "Pa": ExactUnit(.pressure),
        "hPa": ExactUnit(.pressure, 100),
        "mbar": ExactUnit(.pressure, 100),
        "kPa": ExactUnit(.pressure, 1000),
        "bar": ExactUnit(.pressure, 100_000),
        "atm": ExactUnit(.pressure, 101_325),
        "inHg": ExactUnit(.pressure, 3_386_389, over: 1000),
        "mmHg": ExactUnit(.pressure, 133_322_387_415, over: 1_000_000_000),

        "m/s": ExactUnit(.speed),
        "km/h": ExactUnit(.speed, 5, over: 18),
        "mph": ExactUnit(.speed, 1397, over: 3125),
        "kn": ExactUnit(.speed, 463, over: 900),
        "kt": ExactUnit(.speed, 463, over: 900),
        "ft/s": ExactUnit(.speed, 381, over: 1250),

        "m": ExactUnit(.length),
        "um": ExactUnit(.length, 1, over: 1_000_000),
        "mm": ExactUnit(.length, 1, over: 1000),
        "cm": ExactUnit(.length, 1, over: 100),
        "km": ExactUnit(.length, 1000),
        "in": ExactUnit(.length, 127, over: 5000),
        "ft": ExactUnit(.length, 381, over: 1250),
        "mi": ExactUnit(.length, 201_168, over: 125),

        "s": ExactUnit(.time),
        "ms": ExactUnit(.time, 1, over: 1000),
        "min": ExactUnit(.time, 60),
        "h": ExactUnit(.time, 3600),
        "d": ExactUnit(.time, 86_400),

        "ug/m3": ExactUnit(.concentration),
        "µg/m³": ExactUnit(.concentration),
        "μg/m³": ExactUnit(.concentration),
        "ng/m3": ExactUnit(.concentration, 1, over: 1000),
        "mg/m3": ExactUnit(.concentration, 1000),
        "g/m3": ExactUnit(.concentration, 1_000_000),

        "ppb": ExactUnit(.fraction),
        "ppm": ExactUnit(.fraction, 1000),
        "%": ExactUnit(.fraction, 10_000_000),
        "1": ExactUnit(.fraction, 1_000_000_000),

        "W": ExactUnit(.power),
        "mW": ExactUnit(.power, 1, over: 1000),
        "kW": ExactUnit(.power, 1000),
        "MW": ExactUnit(.power, 1_000_000),
        "J": ExactUnit(.energy),
        "kJ": ExactUnit(.energy, 1000),
        "Wh": ExactUnit(.energy, 3600),
        "kWh": ExactUnit(.energy, 3_600_000),

        "V": ExactUnit(.voltage),
        "mV": ExactUnit(.voltage, 1, over: 1000),
        "kV": ExactUnit(.voltage, 1000),
        "A": ExactUnit(.current),
        "mA": ExactUnit(.current, 1, over: 1000),
        "Hz": ExactUnit(.frequency),
        "kHz": ExactUnit(.frequency, 1000),
        "MHz": ExactUnit(.frequency, 1_000_000),
        "lx": ExactUnit(.illuminance),
        "klx": ExactUnit(.illuminance, 1000),
    ]
}

/// One unit by what it is in the base unit of its quantity, in whole numbers.
private struct ExactUnit {
    enum Quantity {
        case temperature, pressure, speed, length, time, concentration, fraction, power, energy
        case voltage, current, frequency, illuminance
    }

    let quantity: Quantity
    let numerator: Int
    let offset: Int
    let denominator: Int

    init(_ quantity: Quantity, _ numerator: Int = 1, offset: Int = 0, over denominator: Int = 1) {
        self.quantity = quantity
        self.numerator = numerator
        self.offset = offset
        self.denominator = denominator
    }

    /// One fraction for the way there and back, in lowest terms; the products of the catalog fit easily.
    func conversion(to target: ExactUnit) -> LinearConversion {
        let factor = numerator * target.denominator
        let sum = offset * target.denominator - target.offset * denominator
        let divisor = denominator * target.numerator
        let common = Self.commonDivisor(Self.commonDivisor(factor, sum), divisor)
        return LinearConversion(
            factor: Double(factor / common), offset: Double(sum / common),
            divisor: Double(divisor / common))
    }

    private static func commonDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? abs(left) : commonDivisor(right, left % right)
    }
}
