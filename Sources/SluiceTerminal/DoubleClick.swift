package import SluiceConsole

/// Tells a double click from two clicks: terminals report each press for itself.
package struct DoubleClick {
    /// The longest time between the two presses, in nanoseconds.
    package static let nanoseconds: UInt64 = 400_000_000

    private var last: (event: MouseEvent, moment: UInt64)?

    /// Nothing was pressed yet.
    package init() {}

    /// The event as it counts: a second press on the same cell, soon behind the first, is a double one.
    package mutating func counted(_ event: MouseEvent, at moment: UInt64) -> MouseEvent {
        guard event.kind == .press else { return event }
        if let last, last.event == event, moment &- last.moment <= Self.nanoseconds {
            self.last = nil
            return MouseEvent(.doublePress, column: event.column, row: event.row)
        }
        last = (event, moment)
        return event
    }
}
