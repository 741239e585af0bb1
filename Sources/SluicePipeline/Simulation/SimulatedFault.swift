package import SluiceCore

/// The kinds of faults that simulated records have: each gives a record exactly one finding, of a known code.
///
/// The raw values are what the command line calls them.
package enum SimulatedFault: String, Sendable, CaseIterable {
    /// A required cell is empty or blank.
    case missing
    /// A text stands where a number must be: `n/a`, `NaN`, `0x1F`, a number with a unit.
    case text
    /// A number with decimals stands where a whole number must be.
    case fraction
    /// A number is below its range.
    case low
    /// A number is above its range.
    case high
    /// A time that no calendar or no format has.
    case time
    /// The record has too few fields.
    case short
    /// The record has too many fields.
    case long
    /// A quote stands inside an unquoted field.
    case strayQuote = "stray-quote"
    /// Text follows the closing quote of a field.
    case quoteTail = "quote-tail"
    /// A quote is opened and never closed: it would swallow the records that follow.
    case openQuote = "open-quote"
    /// A text is not UTF-8, or has a NUL byte.
    case encoding

    /// The code of the finding it leads to.
    package var code: FindingCode {
        switch self {
        case .missing: .null
        case .text, .fraction: .number
        case .low, .high: .range
        case .time: .date
        case .short, .long: .fields
        case .strayQuote, .quoteTail, .openQuote: .quote
        case .encoding: .encoding
        }
    }

    /// What is wrong with such a record, in a few words.
    package var summary: String {
        switch self {
        case .missing: "a required cell is empty"
        case .text: "a text in place of a number"
        case .fraction: "decimals in a whole number"
        case .low: "a number below its range"
        case .high: "a number above its range"
        case .time: "a time that does not exist"
        case .short: "too few fields"
        case .long: "too many fields"
        case .strayQuote: "a quote inside an unquoted field"
        case .quoteTail: "text after a closing quote"
        case .openQuote: "a quote that is never closed"
        case .encoding: "bytes that are not UTF-8"
        }
    }

    private static let texts = [
        "n/a", "NA", "null", "NaN", "inf", "ERR", "0x1F", "1e999", "1_000", "12;5", "21.5 C", "--",
        "twelve", "1.2.3", "+-4", "e5",
    ]
    private static let times = [
        "2023-02-29 08:00:00", "2024-04-31 10:15:00", "2024-13-01 00:00:00", "2024-05-01 24:00:00",
        "2024-05-01 12:00:60", "2024-05-01 12:60:00", "2024-05-01 08:15", "0000-01-01 00:00:00",
        "2024-05-01 08:00:00 +0200", "2024-05-01T08:00:00+0200", "01/05/2024 08:00:00",
        "1714550400",
        "2024-5-1 8:00:00", "yesterday", "2024-05-01", "2024-05-01 08:00:00.",
    ]
    private static let wrongBytes: [[UInt8]] = [[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0x00]]

    /// Puts the fault into a good record. A quote it adds is never followed by a comma or a line end unless it closes a
    /// field, so that a quote left open above ends there with a fault, not with a longer field.
    func apply(to record: inout SimulatedRecord, using random: inout SeededGenerator) {
        switch self {
        case .missing:
            let column = random.element(of: UniversityColumn.required)
            record.set(column, random.element(of: ["", "", " ", "\t "]))
        case .text:
            record.set(random.element(of: UniversityColumn.numbers), random.element(of: Self.texts))
        case .fraction:
            record[random.element(of: UniversityColumn.wholeNumbers)] += [
                0x2E, 0x31 + UInt8(random.below(9)),
            ]
        case .low, .high:
            let column = random.element(of: UniversityColumn.numbers)
            record.set(column, outOfRange(column, using: &random))
        case .time:
            record.set(.timestamp, random.element(of: Self.times))
        case .short:
            record.fields.removeLast(1 + random.below(6))
        case .long:
            for _ in 0...random.below(3) {
                record.fields.append(Array(random.element(of: ["", "0", "7.5"]).utf8))
            }
        case .strayQuote:
            record[random.element(of: [.temperature, .humidity, .noise, .lighting])]
                .insert(0x22, at: 1)
        case .quoteTail:
            let column = random.element(of: UniversityColumn.numbers)
            record.quote(column)
            record[column].append(0x78)
        case .openQuote:
            record[random.element(of: UniversityColumn.numbers)].insert(0x22, at: 0)
        case .encoding:
            record[.location] += random.element(of: Self.wrongBytes)
        }
    }

    /// A number at most ten beyond the range of a column, whole where the column is.
    private func outOfRange(
        _ column: UniversityColumn, using random: inout SeededGenerator
    ) -> String {
        guard let range = column.rangeInTenths else { return "" }
        let isWhole = UniversityColumn.wholeNumbers.contains(column)
        let distance = isWhole ? 10 * (1 + random.below(10)) : 1 + random.below(100)
        let tenths = self == .low ? range.lowerBound - distance : range.upperBound + distance
        let whole = tenths.magnitude / 10
        let sign = tenths < 0 ? "-" : ""
        return isWhole ? "\(sign)\(whole)" : "\(sign)\(whole).\(tenths.magnitude % 10)"
    }
}

extension SeededGenerator {
    /// One of the elements, all equally likely; there must be one.
    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[below(elements.count)]
    }
}
