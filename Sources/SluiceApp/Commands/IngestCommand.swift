internal import SluiceConfig
internal import SluiceSystem

extension Command {
    /// Takes files now.
    package static let ingest = Command(
        "ingest", operands: .some("FILE"), options: [.json] + OptionCatalog.settings,
        summary: "take these files now, by the same pipeline",
        details: """
            Takes any regular file whatever its name; symbolic links are followed. A file outside the inbox is copied
            to the archive and left where it is. Ends with 1 when a record was held or a file refused. When another
            instance owns the station, the files are copied into its inbox instead and the end is not waited for.
            """,
        examples: [
            Example("sluice ingest /mnt/stick/readings.csv", "take one file"),
            Example("sluice --file readings.csv", "the same, as the original program had it"),
        ]
    ) { invocation, context in
        for path in invocation.operands {
            let information = try? context.system.information(path: path)
            guard information?.kind == .regular else {
                let problem = information == nil ? "no such file" : "not a regular file"
                throw CommandFailure(.noInput, "\(problem): \(PathText.shown(path))")
            }
        }
        do {
            return try Service.open(
                for: .ingest(invocation.operands), invocation, context
            ).run()
        } catch let failure as CommandFailure where failure.code == .owned {
            return try handOver(invocation, context)
        }
    }

    /// Gives the files to the owner of the station.
    private static func handOver(
        _ invocation: Invocation, _ context: CommandContext
    ) throws -> ExitCode {
        let session = try StationSession(invocation, context)
        let inbox = session.settings.directory(\.inbox, in: session.station, context.system)
        let handOver = InboxHandOver(inbox: try inbox.open(), system: context.system)
        for path in invocation.operands {
            let name = PathText.shown(try handOver.give(path))
            context.output.line(
                "\(PathText.shown(path)): handed over to the running instance as \(name)")
        }
        return .done
    }
}
