/// What draws each drill-down.
package enum ScreenCatalog {
    /// What draws a drill-down.
    package static func view(of screen: Screen) -> any ScreenView {
        switch screen {
        case .file(let id): FileScreen(id: id)
        case .location(let name, let chart): LocationScreen(location: name, chart: chart)
        case .record(let id, let raw): RecordScreen(id: id, rawView: raw)
        case .rules(let dataset, let field, let draft):
            RulesScreen(dataset: dataset, field: field, draft: draft)
        case .edit(let view): EditScreen(view: view)
        case .operation(let view): OperationScreen(view: view)
        case .journal: JournalScreen()
        case .batch(let id): BatchScreen(id: id)
        case .groups(let view): GroupsScreen(view: view)
        case .held(let view): HeldScreen(view: view)
        case .logLine(let id): LogLineScreen(id: id)
        case .alert(let id): AlertScreen(id: id)
        }
    }
}
