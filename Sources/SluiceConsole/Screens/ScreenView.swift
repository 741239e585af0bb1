package import SluiceCore

/// What draws a drill-down: one file in this folder, and one line of the ``ScreenCatalog``.
package protocol ScreenView: ConsoleView {
    /// What the first row says behind the arrow of the screen it was opened from.
    func crumb(_ state: ConsoleState) -> SafeText
    /// A second question to the store, answered to ``ConsoleState/asideAnswer``; nil when there is none.
    func asideQuery(_ state: ConsoleState) -> StationQuery?
    /// True for a key that is text here and stands for no action.
    func takes(_ key: KeyStroke, _ state: ConsoleState) -> Bool
    /// Takes such a key.
    func type(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect]
    /// Takes pasted text, of which control bytes must be refused.
    func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect]
}

extension ScreenView {
    /// None.
    package func asideQuery(_ state: ConsoleState) -> StationQuery? { nil }

    /// None.
    package func takes(_ key: KeyStroke, _ state: ConsoleState) -> Bool { false }

    /// Nothing.
    package func type(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] { [] }

    /// Nothing.
    package func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        state.refusePaste()
    }
}

extension ConsoleState {
    /// What the store answered to the deepest drill-down; nil before it did.
    var activeAnswer: StationAnswer? { requests.answers[activeSlot] }

    /// What the store answered to its second question; nil before it did.
    var asideAnswer: StationAnswer? { requests.answers[.aside(screens.count - 1)] }

    /// What draws the deepest drill-down; nil on the main screen.
    var activeScreen: (any ScreenView)? { screens.last.map { ScreenCatalog.view(of: $0) } }

    /// True for a key that the deepest drill-down takes as text.
    func takesAsText(_ key: KeyStroke) -> Bool { activeScreen?.takes(key, self) ?? false }

    /// The list of the deepest drill-down.
    var activeList: ListState { list(activeSlot) }

    /// What the upper border of that list says behind its own words, in a box of so many columns.
    func listNote(width: Int) -> BorderNote {
        activeList.note(activeView.table(self), width: width)
    }
}
