internal import SluiceCore

/// Unusual spellings that are right: a record with one of them must be stored like any other.
///
/// The raw values are what the command line calls them.
package enum SimulatedOddity: String, Sendable, CaseIterable {
    /// A number stands in quotes.
    case quotedNumber = "quoted-number"
    /// Every field stands in quotes.
    case quotedRecord = "quoted-record"
    /// Blanks and tabs stand around a value.
    case blanks
    /// A whole number is written with decimals, `45.0`.
    case wholeDecimals = "whole-decimals"
    /// A number has a sign or an exponent, `+24.3`, `24.3E0`.
    case exponent
    /// The time is written with `T` and `Z`, or with an offset and a fraction.
    case isoTime = "iso-time"
    /// A cell that may be empty is empty.
    case optional
    /// The line ends with CR LF.
    case crlf
    /// An empty line stands before the record.
    case emptyLine = "empty-line"

    /// What is unusual, in a few words.
    package var summary: String {
        switch self {
        case .quotedNumber: "a number in quotes"
        case .quotedRecord: "all fields in quotes"
        case .blanks: "blanks around a value"
        case .wholeDecimals: "a whole number as 45.0"
        case .exponent: "a sign or an exponent"
        case .isoTime: "a time with T, Z or an offset"
        case .optional: "an optional cell is empty"
        case .crlf: "a line that ends with CR LF"
        case .emptyLine: "an empty line before it"
        }
    }

    /// Spells a good record in this way.
    func apply(to record: inout SimulatedRecord, using random: inout SeededGenerator) {
        switch self {
        case .quotedNumber:
            record.quote(random.element(of: UniversityColumn.numbers))
        case .quotedRecord:
            for column in UniversityColumn.allCases { record.quote(column) }
        case .blanks:
            let column = random.element(of: UniversityColumn.allCases)
            record[column].insert(contentsOf: [0x20, 0x09], at: 0)
            record[column].append(0x20)
        case .wholeDecimals:
            record[random.element(of: UniversityColumn.wholeNumbers)] += [0x2E, 0x30]
        case .exponent:
            let column = random.element(of: UniversityColumn.decimals)
            if random.below(2) == 0 {
                record[column].insert(0x2B, at: 0)
            } else {
                record[column] += Array(random.element(of: ["E0", "e+00", "e-0"]).utf8)
            }
        case .isoTime:
            record[.timestamp][10] = 0x54
            record[.timestamp] += Array(random.element(of: ["Z", "+02:00", ".250-05:30", ""]).utf8)
        case .optional:
            record[random.element(of: [.humidity, .airQuality])] = []
        case .crlf: record.lineEnd = [0x0D, 0x0A]
        case .emptyLine: record.followsEmptyLine = true
        }
    }
}
