package import SluiceCore

/// One pane of the main screen: one file in this folder, and one line of the ``PaneCatalog``.
package protocol Pane: ConsoleView {
    /// Which it is.
    var id: PaneID { get }
    /// Its title behind its number.
    var title: SafeText { get }
    /// Its title where one row has the titles of all panes.
    var shortTitle: SafeText { get }
    /// How its list is first shown.
    func initialList(_ preferences: Preferences) -> ListState
}

extension Pane {
    /// As the operator left it.
    package func initialList(_ preferences: Preferences) -> ListState {
        var list = ListState()
        list.sort = preferences.sorts[id]
        list.hiddenColumns = preferences.hiddenColumns[id] ?? []
        return list
    }

    /// The number and the title.
    package var heading: SafeText { "\(id.rawValue) \(title)" }
}
