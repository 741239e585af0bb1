internal import Dispatch
internal import SluiceConfig
internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem

extension Command {
    /// Delivers simulated files to the inbox.
    package static let simulate = Command(
        "simulate",
        options: [
            .rate, .fileCount, .rowCount, .corrupt, .odd, .copies, .seed, .dryRun, .json,
        ],
        summary: "deliver simulated files to the inbox, with a known number of faults",
        details: """
            Makes files like those of the compiled-in dataset (places 101 to 105, a reading every quarter of an hour) and
            moves each into the inbox when it is complete: all at once, or with --rate one by one until they are through
            or Ctrl-C ends it. When another instance owns the station, it delivers them and labels them in its consoles. A
            record with a fault has exactly one, and the counts by kind and by code that are shown are what the database
            must show afterwards in `record` mode. The same seed and numbers give the same bytes.

            P is a percentage of the records, spread evenly over all kinds, or a list of shares such as
            `RANGE=1%,missing=0.5%`, by kind or by code. Kinds of faults (--corrupt):
            \(SimulationReport.kinds(SimulatedFault.allCases.map { ($0.rawValue, $0.summary) }))
            Kinds of unusual spellings that are right (--odd):
            \(SimulationReport.kinds(SimulatedOddity.allCases.map { ($0.rawValue, $0.summary) }))
            """,
        examples: [
            Example("sluice simulate --rate 5/s", "five files a second until Ctrl-C"),
            Example(
                "sluice simulate --files 1000 --rows 1000 --corrupt 2 --seed 7",
                "a million records, 20 000 of them faulty, always the same"),
            Example("sluice simulate --corrupt time=1%,RANGE=2%", "chosen faults"),
        ]
    ) { invocation, context in
        let request = try SimulationRequest(
            invocation, freeSeed: UInt64(context.system.realtimeMicroseconds()))
        let isRehearsal = invocation.has(.dryRun)
        let session = try StationSession(invocation, context)
        if !isRehearsal,
            let counts = try SimulationDelivery.byOwner(request, of: session, context.system)
        {
            report(counts, of: request.plan, isRehearsal: false, invocation, context)
            return .done
        }
        let inbox = try SimulationDelivery.inbox(
            session.settings.directory(\.inbox, in: session.station, context.system))
        let simulation = Simulation(request.plan, system: context.system, inbox: inbox)
        let counts: SimulationCounts
        if isRehearsal {
            counts = simulation.rehearse()
        } else {
            counts = try SimulationDelivery.run(simulation, interval: request.interval)
        }
        report(counts, of: request.plan, isRehearsal: isRehearsal, invocation, context)
        return .done
    }

    private static func report(
        _ counts: SimulationCounts, of plan: SimulationPlan, isRehearsal: Bool,
        _ invocation: Invocation, _ context: CommandContext
    ) {
        let report = SimulationReport(plan: plan, counts: counts, isRehearsal: isRehearsal)
        if invocation.has(.json) {
            context.output.json { report.json(into: &$0) }
        } else {
            report.lines.forEach(context.output.line)
        }
    }
}

/// How the command delivers: by the station's owner, or itself; at once, or by the clock until a signal.
private enum SimulationDelivery {
    /// What the owner delivered, which labels it in its consoles; nil when the station has no owner that can be asked.
    ///
    /// A signal has the owner stop.
    static func byOwner(
        _ request: SimulationRequest, of session: StationSession, _ system: System
    ) throws -> SimulationCounts? {
        guard let client = try ControlClient.connected(session.control, system: system) else {
            return nil
        }
        defer { client.stop() }
        let signals = Signals([.interrupt, .terminate], queue: .global()) { @Sendable _ in
            client.perform(.stopFeed) { _ in }
        }
        defer { signals.cancel() }
        let answer = try client.request(ControlCommand.simulate.name) { json in
            request.plan.json(interval: request.interval, into: &json)
        }
        return SimulationCounts(answer)
    }

    static func inbox(_ path: StationPath) throws(CommandFailure) -> Directory {
        do {
            return try path.open()
        } catch {
            throw CommandFailure(
                .cannotCreate,
                "cannot open the inbox \(PathText.shown(path.bytes)): \(error.reason)",
                hint: "make what the station lacks: sluice init DIR")
        }
    }

    /// - Parameter interval: nanoseconds between two files; nil for all at once.
    static func run(
        _ simulation: Simulation, interval: Double?
    ) throws(CommandFailure) -> SimulationCounts {
        do {
            guard let interval else { return try simulation.deliverAtOnce() }
            let stop = DispatchSemaphore(value: 0)
            let signals = Signals([.interrupt, .terminate], queue: .global()) { @Sendable _ in
                stop.signal()
            }
            defer { signals.cancel() }
            let start = DispatchTime.now().uptimeNanoseconds
            return try simulation.deliver { number in
                let due = start + UInt64(Double(number) * interval)
                return stop.wait(timeout: DispatchTime(uptimeNanoseconds: due)) == .timedOut
            }
        } catch  where error.isTaken {
            throw CommandFailure(
                .cannotCreate, error.description,
                hint: "files of this seed wait in the inbox; use another --seed")
        } catch {
            throw CommandFailure(error)
        }
    }
}
