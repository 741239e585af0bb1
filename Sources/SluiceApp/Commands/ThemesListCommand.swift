internal import SluiceConsole
internal import SluiceCore

extension Command {
    /// Lists the themes.
    package static let themesList = Command(
        "themes list", options: [.json],
        summary: "list the colour themes of the station",
        details: """
            The files themes/*.theme, and those that are compiled in. A theme is chosen by --theme, by the setting `theme`
            or in the console by T, which remembers it.
            """,
        examples: [Example("sluice themes list", "names, what they are made for, where they are")]
    ) { invocation, context in
        let themes = try StationSession.themes(invocation, context)
        var table = TextTable(["name", "for", "where"])
        for name in themes.names {
            guard let entry = themes.entry(name) else { continue }
            let variant = entry.theme?.variant.rawValue ?? "cannot be used"
            guard invocation.has(.json) else {
                table.add([name, variant, entry.origin])
                continue
            }
            context.output.json { json in
                json.text("name", name)
                json.text("variant", entry.theme?.variant.rawValue)
                json.text("origin", entry.origin)
            }
        }
        if !table.isEmpty { table.lines.forEach(context.output.line) }
        return .done
    }
}
