internal import Dispatch
internal import SluiceConfig
internal import SluiceConsole
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTerminal

/// A console from its start to its end: on the pipeline of this process, or on that of the station's owner.
enum ConsoleRun {
    /// Runs a console on the station of a command line. Blocks until it has ended; call it on the main thread.
    ///
    /// A station that has an owner is attached to.
    static func run(_ invocation: Invocation, _ context: CommandContext) throws -> ExitCode {
        try StationOwner.workReached(context.system) {
            try own(invocation, context)
        } ask: {
            try attach(invocation, context, isReadOnly: false)
        }
    }

    private static func own(
        _ invocation: Invocation, _ context: CommandContext
    ) throws -> ExitCode {
        let service = try Service.open(for: .console, invocation, context)
        let session = try StationSession(invocation, context)
        let station = ConsoleParts(
            link: service.live, answers: try ConsoleParts.answers(of: session))
        let parts = parts(session, station, context)
        // Beside the console's own start: the database is open by the time the first frame is drawn.
        service.start()
        let console: ConsoleSession
        do {
            console = try ConsoleSession(parts, system: context.system) { @Sendable _ in
                service.requestStop()
            }
            try console.start()
        } catch {
            service.requestStop()
            _ = service.wait()
            throw error
        }
        let code = service.wait()
        console.close()
        if code != .done {
            context.output.message("sluice: ended by a failure; see logs/errors.log")
        }
        return code
    }

    /// Runs a console on the station's owner, which goes on when the console ends; nil when none listens.
    static func attach(
        _ invocation: Invocation, _ context: CommandContext, isReadOnly: Bool
    ) throws -> ExitCode? {
        let session = try StationSession(invocation, context)
        guard let station = try ConsoleParts.attached(session, context, isReadOnly: isReadOnly)
        else { return nil }
        let ended = DispatchSemaphore(value: 0)
        let signals = Signals(queue: DispatchQueue(label: "sluice.attach.signals")) {
            @Sendable _ in ended.signal()
        }
        let console = try ConsoleSession(
            parts(session, station, context), system: context.system
        ) { @Sendable _ in ended.signal() }
        try console.start()
        ended.wait()
        console.close()
        signals.cancel()
        return .done
    }

    private static func parts(
        _ session: StationSession, _ station: ConsoleParts, _ context: CommandContext
    ) -> ConsoleSession.Parts {
        let resolved = session.settings.resolved
        let logs = try? session.settings.directory(\.logs, in: session.station, context.system)
            .make()
        return ConsoleSession.Parts(
            station: station, themes: session.themes,
            preferences: PreferencesFile(logs: logs, system: context.system), logs: logs,
            keys: KeyMap(configuration: resolved.configuration.keys),
            theme: resolved.origins["theme"] == nil ? nil : resolved.configuration.theme,
            medium: CharacterSupport.adopt(),
            isLocalTime: resolved.configuration.timeZone == .local,
            terminalType: text(context.environment["TERM"]),
            isMono: !text(context.environment["NO_COLOR"]).isEmpty,
            operatorName: context.operatorName)
    }

    private static func text(_ bytes: [UInt8]?) -> String {
        String(decoding: bytes ?? [], as: UTF8.self)
    }
}
