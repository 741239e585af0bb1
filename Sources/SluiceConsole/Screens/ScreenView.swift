package import SluiceCore

/// What draws a drill-down: one file in this folder, and one line of the ``ScreenCatalog``.
package protocol ScreenView: ConsoleView {
    /// What the first row says behind the arrow of the screen it was opened from.
    func crumb(_ state: ConsoleState) -> SafeText
}

extension ConsoleState {
    /// What the store answered to the deepest drill-down; nil before it did.
    var activeAnswer: StationAnswer? { requests.answers[activeSlot] }

    /// The list of the deepest drill-down.
    var activeList: ListState { list(activeSlot) }
}
