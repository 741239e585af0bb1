/// A place of the console that has a list, and a page of the store, of its own.
package enum ViewSlot: Sendable, Hashable {
    /// A pane of the main screen.
    case pane(PaneID)
    /// A drill-down, counted from the main screen: the first has depth 0.
    case screen(Int)
    /// What a drill-down asks besides, such as what a changed rule would do.
    case aside(Int)
    /// The preview beside the quarantine pane of a wide screen.
    case preview
    /// The prompt that is typed into, which tries what it has on one entry.
    case prompt
}
