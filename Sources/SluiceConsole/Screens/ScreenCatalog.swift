/// What draws each drill-down.
package enum ScreenCatalog {
    /// What draws a drill-down.
    package static func view(of screen: Screen) -> any ScreenView {
        switch screen {
        case .file(let id): FileScreen(id: id)
        }
    }
}
