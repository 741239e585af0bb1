/// A file of university records made from numbers, some of them bad in a known way.
///
/// Two files with other salts have no content in common; the same arguments always give the same bytes.
package struct UniversityFile: Sendable {
    /// What is wrong with a record.
    package enum Fault: Sendable, CaseIterable {
        /// `mood_score` is −1.
        case range
        /// `temperature_celsius` is `warm`.
        case number
        /// The last field is missing.
        case fields
    }

    /// The usual header, without line end.
    package static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
        + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
        + "mental_health_status"

    /// Good and bad records together.
    package let records: Int
    /// The bad ones by their number, from 0; they stand on line number + 2.
    package let faults: [Int: Fault]
    /// The whole text.
    package let bytes: [UInt8]

    /// Makes a file; `lineEnd` ends every line, the last one too.
    package init(
        records: Int, salt: Int = 0, faults: [Int: Fault] = [:], lineEnd: String = "\n"
    ) {
        self.records = records
        self.faults = faults
        var text = [UInt8]()
        text.reserveCapacity(80 * (records + 2))
        text += Array(Self.header.utf8) + Array(lineEnd.utf8)
        for number in 0..<records {
            text += Self.record(number, salt: salt, fault: faults[number]).utf8
            text += lineEnd.utf8
        }
        bytes = text
    }

    /// Records that must be stored.
    package var good: Int { records - faults.count }

    /// The lines on which bad records stand, in order.
    package var badLines: [Int] { faults.keys.sorted().map { $0 + 2 } }

    /// One record without line end.
    package static func record(_ number: Int, salt: Int = 0, fault: Fault? = nil) -> String {
        let (day, second) = (number / 86_400 % 28 + 1, number % 86_400)
        let time =
            "2024-\(two(salt % 12 + 1))-\(two(day)) "
            + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        let temperature = fault == .number ? "warm" : "\(number % 40).\(salt % 1000)5"
        let mood = fault == .range ? "-1" : "\(number % 5).25"
        let start =
            "\(time),\(101 + number % 5),\(temperature),\(number % 100).5,\(number % 400),"
            + "\(30 + number % 60).25,\(number % 9000),\(salt / 1000),\(number % 80),"
            + "\(number % 24).75,\(mood)"
        return fault == .fields ? start : start + ",\(number % 2)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
