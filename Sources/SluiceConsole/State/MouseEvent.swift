/// What the mouse did, in cells of the screen.
package struct MouseEvent: Sendable, Hashable {
    /// A button or the wheel.
    package enum Kind: Sendable, Hashable {
        /// The left button was pressed.
        case press
        /// It was pressed twice.
        case doublePress
        /// The wheel was turned away from the user.
        case wheelUp
        /// The wheel was turned towards the user.
        case wheelDown
    }

    /// What it did.
    package let kind: Kind
    /// The column.
    package let column: Int
    /// The row.
    package let row: Int

    /// Makes an event.
    package init(_ kind: Kind, column: Int, row: Int) {
        self.kind = kind
        self.column = column
        self.row = row
    }
}
