package import SluiceCore

/// Something that draws a part of the screen from the state: a pane, or a drill-down.
package protocol ConsoleView: Sendable {
    /// True for one with a list, whether or not there is something in it.
    var isList: Bool { get }
    /// The list that keys move through; nil for a view without, and before there is one.
    func table(_ state: ConsoleState) -> Table?
    /// The row the cursor begins on, asked for until there is one; nil for the first.
    func firstRow(_ state: ConsoleState) -> RowKey?
    /// How many rows of the list are on the screen when the view is drawn, with its box, in this area.
    func listRows(in area: Rectangle, state: ConsoleState) -> Int
    /// How many columns of the screen its list has there, within the box.
    func listWidth(in area: Rectangle, state: ConsoleState) -> Int
    /// What it needs from the store; nil when the snapshot has it all.
    func query(_ state: ConsoleState) -> StationQuery?
    /// The rows at hand that have the cursor's reason, for marking them together; empty where rows have none.
    func alike(_ state: ConsoleState) -> [RowKey]
    /// How many buckets the chart shows; 0 for a view without a chart that has a cursor and can be zoomed.
    func chartLength(_ state: ConsoleState) -> Int
    /// What is copied instead of the row, such as the bytes of a record; nil for the row.
    func copied(_ state: ConsoleState) -> [UInt8]?
    /// The drill-down that `Enter` opens; nil when there is none.
    func opened(_ state: ConsoleState) -> Screen?
    /// What an operation of the quarantine desk would be done to; nil where nothing is to be operated on.
    func target(_ state: ConsoleState) -> DeskTarget?
    /// Puts a cursor that is no list's where the mouse was pressed; false where that is none of it.
    func point(at event: MouseEvent, in area: Rectangle, _ state: inout ConsoleState) -> Bool
    /// Moves a cursor that is no list's by so many rows.
    func turn(by rows: Int, _ state: inout ConsoleState)
    /// Draws it with its box into an area.
    func draw(_ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas)
}

extension ConsoleView {
    /// With a list.
    package var isList: Bool { true }

    /// None.
    package func table(_ state: ConsoleState) -> Table? { nil }

    /// The first.
    package func firstRow(_ state: ConsoleState) -> RowKey? { nil }

    /// All rows inside the box below the titles.
    package func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - 3)
    }

    /// All of the inside of the box.
    package func listWidth(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.width - 2)
    }

    /// Nothing.
    package func query(_ state: ConsoleState) -> StationQuery? { nil }

    /// The row.
    package func copied(_ state: ConsoleState) -> [UInt8]? { nil }

    /// None.
    package func alike(_ state: ConsoleState) -> [RowKey] { [] }

    /// Nothing.
    package func target(_ state: ConsoleState) -> DeskTarget? { nil }

    /// No chart.
    package func chartLength(_ state: ConsoleState) -> Int { 0 }

    /// None.
    package func point(
        at event: MouseEvent, in area: Rectangle, _ state: inout ConsoleState
    ) -> Bool { false }

    /// None.
    package func turn(by rows: Int, _ state: inout ConsoleState) {}

    /// None.
    package func opened(_ state: ConsoleState) -> Screen? { nil }
}
