/// Checks that a time is a real calendar date-time in one of the dataset's formats, and turns it into a moment.
///
/// A time that names no zone is taken at the dataset's offset from UTC. Accepted: `2024-02-29T08:00:00.25+01:00` with
/// the formats of the university dataset. Rejected: `2023-02-29 08:00:00`, `2024-05-01 08:00`, `24:00:00`, second 60.
package enum TimestampRule: CellRule {
    package static let name = "timestamp"
    package static let code = FindingCode.date
    package static let summary = "a time is a real date-time in an accepted format"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard let times = cell.column.times else { return .passed }
        guard let time = times.read(cell.bytes.span, 0..<cell.bytes.count) else {
            return .unusable("not a real date-time of the form \(times.description)")
        }
        cell.value = .time(time)
        return .passed
    }
}
