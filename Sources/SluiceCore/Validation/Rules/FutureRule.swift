/// Checks that the time of a record lies no further ahead of the clock than its dataset allows. Changes nothing.
///
/// Accepted: five minutes ahead, with an hour allowed. Rejected: next year. Without a limit every time is accepted.
package enum FutureRule: CellRule {
    package static let name = "future"
    package static let code = FindingCode.future
    package static let summary = "a time does not lie further ahead than allowed"

    package static func check(_ cell: inout Cell) -> CellOutcome {
        guard case .time(let time) = cell.value, let latest = cell.column.latestMilliseconds,
            time.milliseconds > latest
        else { return .passed }
        return .flawed("further in the future than the dataset allows")
    }
}
