package import SluiceCore

/// One pane of the main screen: one file in this folder, and one line of the ``PaneCatalog``.
package protocol Pane: ConsoleView {
    /// Which it is.
    var id: PaneID { get }
    /// Its title behind its number.
    var title: SafeText { get }
    /// Its title where one row has the titles of all panes.
    var shortTitle: SafeText { get }
    /// What names its list in a file: its title, and what its numbers would not be told apart without.
    func fileTitle(_ state: ConsoleState) -> SafeText
    /// What is said beside its title, with its box in this area.
    func note(_ state: ConsoleState, in area: Rectangle) -> BorderNote
    /// The end of its list at which news come; nil where rows stand.
    var follows: ListState.End? { get }
}

extension Pane {
    /// Its title.
    package func fileTitle(_ state: ConsoleState) -> SafeText { title }

    /// None.
    package var follows: ListState.End? { nil }

    /// How its list is first shown: as the operator left it, at its newest row.
    func initialList(_ preferences: Preferences) -> ListState {
        var list = ListState()
        list.sort = follows == .last ? nil : preferences.sorts[id]
        list.hiddenColumns = preferences.hiddenColumns[id] ?? []
        list.follows = follows
        list.isFollowing = follows != nil
        return list
    }

    /// Its list as it stands.
    func list(_ state: ConsoleState) -> ListState { state.list(.pane(id)) }

    /// The number and the title.
    package var heading: SafeText { "\(id.rawValue) \(title)" }
}
