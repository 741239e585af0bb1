internal import SluiceConfig
internal import SluiceCore
internal import SluiceSystem

extension Command {
    /// Takes files now.
    package static let ingest = Command(
        "ingest", operands: .some("FILE"), options: [.json] + OptionCatalog.settings,
        summary: "take these files now, by the same pipeline",
        details: """
            Takes any regular file whatever its name; symbolic links are followed. A file outside the inbox is copied
            to the archive and left where it is. Ends with 1 when a record was held or a file refused, with 74 when a
            file is stored but could not be put into the archive yet: the running instance, or the next start, goes on
            trying that as long as the file is there. When another
            instance owns the station, it takes the files and the command waits for the result; when that instance
            cannot be reached over its control socket, the files are copied into its inbox and the end is not waited for.
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
        let code = try StationOwner.work(context.system) {
            try Service.open(for: .ingest(invocation.operands), invocation, context).run()
        } ask: {
            try giveToOwner(invocation, context)
        }
        return try code ?? handOver(invocation, context)
    }

    /// Has the owner take the files and waits for their end; nil when it cannot be reached or goes away before.
    private static func giveToOwner(
        _ invocation: Invocation, _ context: CommandContext
    ) throws -> ExitCode? {
        let session = try StationSession(invocation, context)
        guard let client = try ControlClient.connected(session.control, system: context.system)
        else { return nil }
        defer { client.stop() }
        let paths = invocation.operands.map(HostProcess.absolutePath)
        guard let answer = try ask(client, for: paths) else { return nil }
        let typed = Dictionary(
            zip(paths, invocation.operands), uniquingKeysWith: { first, _ in first })
        var outcomes = (answer["files"]?.elements ?? []).compactMap(FileOutcome.init)
        for index in outcomes.indices {
            outcomes[index].path = typed[outcomes[index].path] ?? outcomes[index].path
        }
        var report = WorkReport(output: context.output, isJSON: invocation.has(.json))
        report.goesOn = true
        return report.code(of: outcomes)
    }

    /// The owner's answer; nil when it went away before it gave one.
    private static func ask(
        _ client: ControlClient, for paths: [[UInt8]]
    ) throws(CommandFailure) -> JSONValue? {
        do throws(CommandFailure) {
            return try client.request(ControlCommand.ingest.name) { json in
                json.array("paths") { json in
                    for path in paths { json.text(nil, PathText.shown(path)) }
                }
            }
        } catch {
            guard error.code == .inputOutput else { throw error }
            return nil
        }
    }

    /// Gives the files to an owner that cannot be asked, by way of its inbox.
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
