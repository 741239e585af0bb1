internal import SluiceConfig
internal import SluiceCore

extension Command {
    /// Shows the settings.
    package static let configShow = Command(
        "config show", options: [.json, .toml] + OptionCatalog.settings,
        summary: "show every setting, its value and where it came from",
        details: """
            A setting is given by a flag, else by an environment variable SLUICE_…, else by sluice.toml, else it has
            its default. --toml writes a sluice.toml that says the same, with a comment for every setting.
            """,
        examples: [
            Example("sluice config show", "what holds for this station, and why"),
            Example("sluice config show --toml", "a sluice.toml to start from"),
        ]
    ) { invocation, context in
        let settings = try StationSession(invocation, context).settings
        if invocation.has(.toml) {
            context.output.block(settings.resolved.tomlText)
            return .done
        }
        var table = TextTable(["setting", "value", "from"])
        for setting in settings.resolved.settings {
            let origin = setting.origin.description
            if invocation.has(.json) {
                context.output.json { json in
                    json.text("key", setting.option.key)
                    json.text("value", setting.value)
                    json.text("from", origin)
                    json.text("flag", setting.option.flag)
                    json.text("variable", setting.option.environment)
                    json.text("meaning", setting.option.documentation)
                }
            } else {
                table.add([setting.option.key, setting.value, origin])
            }
        }
        if !table.isEmpty { table.lines.forEach(context.output.line) }
        return .done
    }
}
