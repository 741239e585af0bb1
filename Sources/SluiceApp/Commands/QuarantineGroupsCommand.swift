internal import SluiceCore
internal import SluiceStore

extension Command {
    /// Lists groups of held records and what they look like.
    package static let quarantineGroups = Command(
        "quarantine groups", options: [.groupBy, .limit, .json],
        summary: "list held records in groups, with what they look like and how to repair them",
        details: """
            One line for each group, the largest first: how many, what they have in common, an example, and since when.
            Below it what its records look like, with the evidence and how many of them the repair would free, tried on all
            of up to 2 000, of more about as many as of 50, and the command that does it. Nothing is done without that command.
            """,
        examples: [
            Example("sluice quarantine groups", "by reason, field and shape of the value"),
            Example("sluice quarantine groups --group-by file,reason", "by file and reason"),
        ]
    ) { invocation, context in
        let dimensions = try dimensions(invocation)
        let limit = try invocation.count(.limit) ?? 50
        let session = try StationSession(invocation, context)
        guard let reader = try session.reader() else { return .done }
        defer { reader.close() }
        var trial = try session.operationContext()
        trial.tellsEffects = false
        let all = try reader.heldGroups(
            QuarantineQuery(), by: dimensions, locating: trial.catalog.heldRecordReader)
        var groups = limit > 0 ? Array(all.prefix(limit)) : all
        while true {
            try reader.addSuggestions(to: &groups, trial)
            if !QuarantineGroup.isUnfinished(groups) { break }
        }
        let report = GroupReport(dimensions: dimensions)
        if invocation.has(.json) {
            for group in groups { context.output.json { report.json(group, into: &$0) } }
        } else if !groups.isEmpty {
            report.lines(groups).forEach(context.output.line)
        }
        if groups.count < all.count {
            context.output.message("there are more groups: --limit 0 for all")
        } else if all.count == StoreReader.groupLimit {
            context.output.message("there may be more groups than these")
        }
        return .done
    }

    /// What a command line groups by.
    private static func dimensions(
        _ invocation: Invocation
    ) throws(CommandFailure) -> [QuarantineGroup.Dimension] {
        guard let text = try invocation.text(.groupBy) else { return [.reason, .field, .shape] }
        var dimensions: [QuarantineGroup.Dimension] = []
        for name in text.split(separator: ",").map(String.init) {
            guard let found = GroupReport.dimensions.first(where: { $0.name == name }) else {
                let names = GroupReport.dimensions.map(\.name)
                throw CommandFailure(
                    .usage, "nothing can be grouped by \(name)",
                    hint: "one of: \(names.joined(separator: " "))")
            }
            dimensions.append(found.dimension)
        }
        return dimensions
    }
}
