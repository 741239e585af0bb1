/// All panes, in the order of their numbers.
package enum PaneCatalog {
    /// The panes.
    package static let all: [any Pane] = [
        FilesPane(), ErrorRatePane(), LocationsPane(), QuarantinePane(), LogPane(), AlertsPane(),
    ]

    /// A pane by its name.
    package static func pane(_ id: PaneID) -> any Pane {
        all.first { $0.id == id } ?? FilesPane()
    }
}
