/// All panes, in the order of their numbers.
package enum PaneCatalog {
    /// The panes.
    package static let all: [any Pane] = [FilesPane()]

    /// A pane by its name; the first one while that one does not exist.
    package static func pane(_ id: PaneID) -> any Pane {
        all.first { $0.id == id } ?? FilesPane()
    }
}
