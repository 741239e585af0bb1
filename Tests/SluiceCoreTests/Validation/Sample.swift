import SluiceCore
import Testing

/// University records with marked cells: `⟦text⟧CODE` is a cell that must have exactly that finding.
///
/// A sample says for every cell what must be found there, in the place where it stands. Cells without a mark must be good.
struct Sample {
    /// One expected finding.
    struct Mark: Hashable, CustomStringConvertible {
        let line: Int
        let column: Int
        let code: String
        var description: String { "\(line):\(column): \(code)" }
    }

    static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
        + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
        + "mental_health_status"
    /// A good record, cell by cell.
    static let good = [
        "2024-05-01 08:00:00", "104", "24.3", "62.9", "67", "54.4", "323.0", "45", "23", "7.2",
        "2.3", "0",
    ]

    /// The text without the marks.
    private(set) var text: String
    /// What the marks say.
    private(set) var marks: Set<Mark> = []

    /// A sample of lines with marks under the usual header.
    init(_ lines: [String], header: String = Sample.header) {
        text = header + "\n"
        for (index, line) in lines.enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            var plain: [Substring] = []
            for (column, field) in fields.enumerated() {
                guard field.hasPrefix("⟦"), let close = field.firstIndex(of: "⟧") else {
                    plain.append(field)
                    continue
                }
                plain.append(field[field.index(after: field.startIndex)..<close])
                marks.insert(
                    Mark(
                        line: index + 2, column: column + 1,
                        code: String(field[field.index(after: close)...])))
            }
            text += plain.joined(separator: ",") + "\n"
        }
    }

    /// A good record with one column, 1-based, replaced.
    static func record(_ column: Int, _ cell: String) -> String {
        var cells = good
        cells[column - 1] = cell
        return cells.joined(separator: ",")
    }

    /// Judges the text and compares what is found with the marks.
    func check(sourceLocation: SourceLocation = #_sourceLocation) {
        let file = JudgedFile(text)
        #expect(file.rejection == nil, sourceLocation: sourceLocation)
        var found: Set<Mark> = []
        for record in file.held {
            for finding in record.findings {
                found.insert(
                    Mark(
                        line: record.line, column: finding.columnIndex ?? 0,
                        code: finding.code.rawValue))
                if let value = finding.value, value.count > 2 {
                    let text = String(decoding: value, as: UTF8.self)
                    #expect(!finding.message.contains(text), sourceLocation: sourceLocation)
                }
            }
        }
        #expect(found == marks, sourceLocation: sourceLocation)
    }
}
