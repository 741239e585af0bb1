/// Where what keys act on is drawn; while two states have the same, one can be drawn there over the picture of the other.
package struct ActivePlace: Sendable, Hashable {
    /// The pane or drill-down.
    let slot: ViewSlot
    /// Its columns and rows, with its box.
    package let area: Rectangle
    /// The size of the screen.
    let size: CanvasSize
    /// True when what it asked the store for is there.
    let hasAnswer: Bool
}
