internal import SluiceConsole
internal import SluiceCore

extension Command {
    /// Prints a theme as its file.
    package static let themesShow = Command(
        "themes show", operands: .one("NAME"),
        summary: "print a colour theme as its theme file",
        details: """
            The text of themes/NAME.theme, or of the compiled-in theme of that name: saved in themes/ under another name,
            and with that name in it, it is the start of a theme of one's own; under the same name it takes its place.
            """,
        examples: [
            Example("sluice themes show nord", "to save as themes/mine.theme and change")
        ]
    ) { invocation, context in
        let themes = try StationSession.themes(invocation, context)
        let name = String(decoding: invocation.operands[0], as: UTF8.self)
        guard let entry = themes.entry(name) else {
            throw CommandFailure(themeless: name, among: themes.names)
        }
        context.output.block(entry.text)
        return .done
    }
}

extension CommandFailure {
    /// There is no theme of this name.
    init(themeless name: String, among names: [String]) {
        let nearest = NearestName.of(name, among: names)
        self.init(
            .noInput, "there is no theme \(name)",
            hint: nearest.map { "did you mean \($0)?" } ?? "see: sluice themes list")
    }
}
