internal import SluiceConsole
internal import SluiceCore

extension Command {
    /// Measures how well themes can be read.
    package static let themesCheck = Command(
        "themes check", operands: .any("NAME"), options: [.json],
        summary: "measure how well colour themes can be read",
        details: """
            Without NAME: all of them. The least contrast by WCAG 2 of text (at least 4.5), of lines and charts (3) and of
            text on the selected row (3.5), with 256 colours and with any; for themes whose names begin with cvd- also how
            different the levels look to the colour-blind, ΔE*ab of CIE 1976 (25), after Machado, Oliveira and Fernandes.
            Colours that are the terminal's own cannot be measured. Ends with 1 when a figure is too small or a file wrong.
            """,
        examples: [
            Example("sluice themes check", "the least figures of each theme"),
            Example("sluice themes check mine --json", "every figure of one"),
        ]
    ) { invocation, context in
        let themes = try StationSession.themes(invocation, context)
        let asked = invocation.operands.map { String(decoding: $0, as: UTF8.self) }
        var table = TextTable(["theme", ">text", ">line", ">selected", ">difference", "verdict"])
        var isGood = true
        for name in asked.isEmpty ? themes.names : asked {
            guard let entry = themes.entry(name) else {
                throw CommandFailure(themeless: name, among: themes.names)
            }
            for problem in entry.problems {
                let kind = problem.isWarning ? "warning: " : ""
                context.output.message(
                    "\(entry.origin):\(problem.line): \(kind)\(problem.message.string)")
            }
            guard let theme = entry.theme else {
                isGood = false
                continue
            }
            let check = ThemeCheck(theme)
            isGood = isGood && check.failures.isEmpty
            if invocation.has(.json) {
                context.output.json { json in add(check, name, to: &json) }
            } else {
                let least = ThemeCheck.Kind.allCases.map { check.least($0) }
                table.add([name] + least.map { shown($0?.value) } + [verdict(check)])
            }
        }
        if !table.isEmpty { table.lines.forEach(context.output.line) }
        return isGood ? .done : .invalid
    }

    private static func verdict(_ check: ThemeCheck) -> String {
        guard let worst = check.failures.first else {
            return check.measurements.isEmpty ? "the terminal's own colours" : "good"
        }
        let rest = check.failures.count - 1
        return "\(worst.subject) has \(shown(worst.value)), must be \(shown(worst.kind.bar))"
            + (rest > 0 ? ", and \(rest) more" : "")
    }

    private static func add(_ check: ThemeCheck, _ name: String, to json: inout JSONWriter) {
        json.text("name", name)
        json.boolean("good", check.failures.isEmpty)
        json.array("measurements") { json in
            for one in check.measurements {
                json.object { json in
                    json.text("kind", one.kind.rawValue)
                    json.text("subject", one.subject)
                    json.integer("colors", one.depth == .direct ? 1 << 24 : 256)
                    json.number("value", one.value)
                    json.number("bar", one.kind.bar)
                }
            }
        }
    }

    /// A figure with one decimal place, cut off so that it never looks better than it is; `-` for none.
    private static func shown(_ value: Double?) -> String {
        guard let value else { return "-" }
        let tenths = Int(value * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
