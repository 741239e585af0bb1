internal import SluiceSystem

extension Command {
    /// Makes a station.
    package static let initialize = Command(
        "init", operands: .optional("DIR"), options: [.dryRun],
        summary: "make a station: the directories sluice works in",
        details: """
            Makes DIR (default: the --station directory or the current one) and in it data/, data/datasets/,
            data/store/, quarantine/, logs/ and themes/, all for their owner only. What exists is left as it is, so
            it may be repeated at any time.
            """,
        examples: [
            Example("sluice init measurements", "make a station in ./measurements"),
            Example("sluice init --dry-run", "say what a station here would lack"),
        ]
    ) { invocation, context in
        let path = invocation.operands.first ?? invocation.bytes(.station) ?? [UInt8(ascii: ".")]
        let layout = StationLayout(system: context.system)
        if invocation.has(.dryRun) {
            for missing in layout.missing(in: path) {
                context.output.line("would make \(PathText.shown(missing))")
            }
            return .done
        }
        let made = try layout.make(at: path)
        for path in made { context.output.line("made \(PathText.shown(path))") }
        if made.isEmpty { context.output.message("nothing to do: everything is there") }
        let name = PathText.shown(path)
        let start = name == "." ? "sluice" : "sluice --station \(name)"
        context.output.message("next: drop CSV files into \(name)/data and run `\(start)`")
        return .done
    }
}
