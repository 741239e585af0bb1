internal import SluiceCore
internal import Testing

@Suite struct UnitCatalogTests {
    @Test(arguments: [
        ("degF", "degC", 71.0, 21.666666666666668), ("degF", "degC", 32, 0),
        ("degF", "degC", -40, -40), ("degC", "degF", 37, 98.6), ("K", "degC", 293.15, 20),
        ("degC", "K", 20, 293.15), ("kPa", "hPa", 101.325, 1013.25),
        ("Pa", "hPa", 101_325, 1013.25), ("mbar", "hPa", 1013.25, 1013.25),
        ("ppm", "ppb", 0.035, 35), ("ppb", "ppm", 35, 0.035), ("km/h", "m/s", 36, 10),
        ("mph", "m/s", 1, 0.44704), ("kt", "m/s", 900, 463), ("1", "%", 0.25, 25),
        ("%", "1", 25, 0.25), ("mg/m3", "ug/m3", 0.5, 500), ("in", "mm", 1, 25.4),
        ("mi", "km", 1, 1.609344), ("kWh", "kJ", 1, 3600), ("inHg", "Pa", 1, 3386.389),
        ("°C", "degC", 12.5, 12.5), ("min", "h", 90, 1.5),
    ])
    func conversionsAreExact(source: String, target: String, read: Double, stored: Double) throws {
        let conversion = try #require(UnitCatalog.conversion(from: source, to: target))
        #expect(conversion(read) == stored)
    }

    @Test func whatIsUnknownOrOfAnotherQuantityIsNotConverted() {
        #expect(UnitCatalog.conversion(from: "degC", to: "hPa") == nil)
        #expect(UnitCatalog.conversion(from: "degc", to: "degC") == nil)
        #expect(UnitCatalog.conversion(from: "smoots", to: "m") == nil)
    }

    @Test func theSameNameNeedsNoConversion() {
        #expect(UnitCatalog.conversion(from: "dB", to: "dB") == LinearConversion(factor: 1))
    }

    @Test func everyUnitConvertsToItsLikesAndBack() throws {
        for source in UnitCatalog.names {
            let likes = UnitCatalog.names(like: source)
            #expect(likes.contains(source))
            for target in likes {
                let there = try #require(UnitCatalog.conversion(from: source, to: target))
                let back = try #require(UnitCatalog.conversion(from: target, to: source))
                #expect(there.isUsable)
                for value in [0.1, 21.7, -3, 1e6] {
                    let error = abs(back(there(value)) - value)
                    #expect(error <= 1e-12 * max(abs(value), abs(there(0)), abs(back(0))))
                }
            }
        }
    }
}
