internal import Dispatch
internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// What the commands of the quarantine desk have in common: selecting entries, and having an operation done by whoever may.
enum DeskCommand {
    /// The options that select entries besides their numbers.
    static let selecting = QuarantineSelection.narrowing + [.allEntries]
    /// The options of every operation.
    static let common: [CommandOption] = [.reason, .dryRun, .json]

    /// The entries that a command line names: numbers, or options that narrow what has a status, or `--all` of it.
    static func selection(
        _ invocation: Invocation, _ session: StationSession, status: QuarantineStatus = .held
    ) throws -> EntrySelection {
        var filter = try QuarantineSelection.filter(invocation)
        guard invocation.operands.isEmpty else {
            guard filter.isEmpty, !invocation.has(.allEntries) else {
                throw CommandFailure(
                    .usage, "name entries by their numbers or by options, not by both")
            }
            return .entries(try invocation.operands.map { try number($0, of: "an entry") })
        }
        if filter.isEmpty {
            guard invocation.has(.allEntries) else {
                throw CommandFailure(
                    .usage, "name entries by their numbers or by options",
                    hint: "everything: --all")
            }
            return .matching(QuarantineQuery())
        }
        filter.status = status
        let datasets = try session.datasets.catalog()
        let reader = try session.reader()
        defer { reader?.close() }
        if let reader { try QuarantineSelection.requireFile(of: filter, reader) }
        return .entries(try reader?.quarantineIDs(filter, datasets: datasets) ?? [])
    }

    /// What `--filter` says of a list of these columns, in the language of the console; without it a filter that lets everything
    /// through.
    static func filter(
        _ invocation: Invocation, columns: [(id: String, name: String)]
    ) throws(CommandFailure) -> FilterExpression {
        let text = try invocation.text(.filter) ?? ""
        do throws(FilterProblem) {
            return try FilterExpression(text).resolved(columns)
        } catch {
            throw CommandFailure(.usage, "--filter: \(error.message.string)")
        }
    }

    /// The texts that were corrected and differ from the records of their entries, or whose entries are not there.
    static func changed(
        _ texts: [Int64: [CorrectionFile.Correction]], _ session: StationSession
    ) throws -> [Int64: RecordCorrection] {
        guard let reader = try session.reader() else { return [:] }
        defer { reader.close() }
        var changed: [Int64: RecordCorrection] = [:]
        for (id, corrections) in texts.sorted(by: { $0.key < $1.key }) {
            changed[id] = try CorrectionFile.change(
                corrections, of: id, from: try reader.quarantineEntry(id)?.raw)
        }
        return changed
    }

    /// The number in an operand. Throws `usage` for anything else.
    static func number(_ operand: [UInt8], of what: String) throws(CommandFailure) -> Int64 {
        guard let number = Int64(String(decoding: operand, as: UTF8.self)), number > 0 else {
            throw CommandFailure(.usage, "\(PathText.shown(operand)) is not the number of \(what)")
        }
        return number
    }

    /// The number of a batch that a command line may name; nil when it names none. Throws `usage` for what is no number.
    static func batch(_ invocation: Invocation) throws(CommandFailure) -> Int64? {
        try invocation.operands.first.map { (operand) throws(CommandFailure) in
            try number(operand, of: "a batch")
        }
    }

    /// Has an operation done, or with `--dry-run` tells what it would do, and reports it.
    ///
    /// The running instance does it when there is one; else this process does, as the station's owner for that time.
    static func run(
        _ operation: QuarantineOperation, _ invocation: Invocation, _ context: CommandContext
    ) throws -> ExitCode {
        let request = OperationRequest(
            operation, actor: context.operatorName, reason: try invocation.text(.reason))
        let report = OperationOutput(
            output: context.output, isJSON: invocation.has(.json), of: operation)
        if invocation.has(.dryRun) { return try dryRun(request, invocation, context, report) }
        return try StationOwner.workReached(context.system) {
            let failure = FailureBox()
            let code = try Service.open(
                for: .operate(request) { result in
                    switch result {
                    case .success(let done): return report.code(of: done)
                    case .failure(let reason):
                        failure.set(reason)
                        return reason.code
                    }
                }, invocation, context
            ).run()
            if let reason = failure.value { throw reason }
            return code
        } ask: {
            try askOwner(request, invocation, context, report)
        }
    }

    private static func dryRun(
        _ request: OperationRequest, _ invocation: Invocation, _ context: CommandContext,
        _ report: OperationOutput
    ) throws -> ExitCode {
        let session = try StationSession(invocation, context)
        var trial = try session.operationContext()
        guard let reader = try session.reader() else {
            throw CommandFailure(.noInput, "the station has no database yet")
        }
        defer { reader.close() }
        if HostProcess.isTerminal(.error) {
            trial.progress = { [output = context.output] done, total in
                var progress = OperationProgress(request)
                (progress.done, progress.total) = (done, total)
                output.progress(progress.dryWords)
            }
        }
        defer { context.output.removeProgress() }
        let preview = try reader.preview(request, trial)
        context.output.removeProgress()
        return report.code(of: preview)
    }

    /// The answer of the running instance; nil when it cannot be reached. Signals end the operation there.
    private static func askOwner(
        _ request: OperationRequest, _ invocation: Invocation, _ context: CommandContext,
        _ report: OperationOutput
    ) throws -> ExitCode? {
        let session = try StationSession(invocation, context)
        guard let client = try ControlClient.connected(session.control, system: context.system)
        else { return nil }
        defer { client.stop() }
        // The owner reads the same files, and would only say that it refuses.
        _ = try session.datasets.catalog()
        var request = request
        request.ticket = context.system.realtimeMicroseconds()
        let ticket = request.ticket
        let signals = Signals(queue: DispatchQueue(label: "sluice.desk")) { @Sendable _ in
            client.perform(.cancel(ticket: ticket)) { _ in }
        }
        defer { signals.cancel() }
        let answer = try showingProgress(of: ticket, client, context.output) {
            try client.request(ControlCommand.operate.name) { [request] in request.json(into: &$0) }
        }
        return report.code(of: OperationReport(json: answer))
    }

    /// Shows on a terminal how far the operation of a ticket is while `body` waits for it.
    private static func showingProgress(
        of ticket: Int64, _ client: ControlClient, _ output: Output, _ body: () throws -> JSONValue
    ) throws -> JSONValue {
        guard HostProcess.isTerminal(.error) else { return try body() }
        let observer = client.observe { [weak client] in
            guard let progress = client?.newest.operation, progress.ticket == ticket else { return }
            output.progress(progress.words)
        }
        client.subscribe()
        defer {
            client.forget(observer)
            output.removeProgress()
        }
        return try body()
    }
}
