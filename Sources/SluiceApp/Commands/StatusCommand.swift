internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

extension Command {
    /// Tells the state of a station.
    package static let status = Command(
        "status", options: [.json],
        summary: "tell what the station is doing and what its database holds",
        details: """
            Asks the running instance over its control socket, or reads what it wrote to logs/status.json, at most a
            second old unless it says that it is silent, and why; and reads the database. Works without a running
            instance, disturbs none, and never shows a value from the data.
            """,
        examples: [
            Example("sluice status", "state, inbox, files, records, last commit, trouble"),
            Example("sluice status --json", "the same for another program"),
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        var totals: StoreTotals?
        var failure: CommandFailure?
        do {
            totals = try session.reader()?.totals()
        } catch {
            failure = CommandFailure(error)
        }
        let (owner, silence) = owner(session, context)
        let report = StatusReport(
            station: session.shownPath, owner: owner, silence: silence,
            totals: totals, databaseFailure: failure,
            nowMicroseconds: context.system.realtimeMicroseconds())
        if invocation.has(.json) {
            context.output.json { report.json(into: &$0) }
        } else {
            report.lines.forEach(context.output.line)
        }
        return failure?.code ?? .done
    }
}

extension Command {
    /// What the owner says of itself, nil when the station has none; and why it is only what it wrote, where it is.
    private static func owner(
        _ session: StationSession, _ context: CommandContext
    ) -> (document: JSONValue?, silence: String?) {
        let written = session.status.documentOfOwner
        do {
            if let client = try ControlClient.connected(session.control, system: context.system) {
                defer { client.stop() }
                let answer = try client.request(ControlCommand.status.name)
                if let document = answer["status"] { return (document, nil) }
            }
        } catch let failure as CommandFailure {
            return (
                written, [failure.message, failure.hint].compactMap { $0 }.joined(separator: "; ")
            )
        } catch {
            return (written, "\(error)")
        }
        return (written, written.map(session.status.silence))
    }
}
