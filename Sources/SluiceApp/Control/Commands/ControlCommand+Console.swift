internal import SluiceCore

/// The commands of a console: each is a ``StationCommand``.
extension ControlCommand {
    /// An operator has seen an alert.
    package static let acknowledge = ControlCommand(
        "acknowledge", "an operator has seen the alert of the number `alert`"
    ) { arguments, service, answer in
        guard let alert = arguments["alert"]?.integer else {
            return answer(.failed(CommandFailure(.usage, "acknowledge needs `alert`, a number")))
        }
        perform(.acknowledge(alert: Int64(alert)), service, answer)
    }

    /// Starts the simulated feed.
    package static let startFeed = ControlCommand(
        "simulate_start", "start a simulated feed: `files_per_minute` files of `records` records"
    ) { arguments, service, answer in
        perform(
            .startFeed(
                filesPerMinute: arguments["files_per_minute"]?.integer ?? 60,
                records: arguments["records"]?.integer ?? 1000), service, answer)
    }

    /// Stops it.
    package static let stopFeed = ControlCommand("simulate_stop", "stop the simulated feed") {
        _, service, answer in
        perform(.stopFeed, service, answer)
    }

    /// Lists the inbox now.
    package static let rescan = ControlCommand("rescan", "list the inbox now") {
        _, service, answer in
        perform(.rescan, service, answer)
    }

    /// Ends the owner in order.
    package static let stop = ControlCommand("stop", "end the owner in order, as SIGTERM does") {
        _, service, answer in
        perform(.stop, service, answer)
    }

    /// Has the owner do something of which no more is answered than that it was done.
    static func perform(
        _ command: StationCommand, _ service: ControlService,
        _ answer: @escaping @Sendable (ControlAnswer) -> Void
    ) {
        service.link.perform(command) { reply in
            answer(reply.failure.map { ControlAnswer.failed($0) } ?? .nothing)
        }
    }
}

extension StationReply {
    /// What is answered where it was not done; nil where it was, or came to an end otherwise.
    var failure: CommandFailure? {
        switch self {
        case .refused(let reason): CommandFailure(.usage, reason)
        case .unavailable(let reason): CommandFailure(.unavailable, reason)
        case .done, .operated, .cancelled, .stopping: nil
        }
    }
}

extension StationCommand {
    /// The request that asks for it, without its number.
    func request(id: Int) -> [UInt8] {
        switch self {
        case .acknowledge(let alert):
            ControlRequest.line(id: id, command: ControlCommand.acknowledge.name) {
                $0.integer("alert", alert)
            }
        case .startFeed(let filesPerMinute, let records):
            ControlRequest.line(id: id, command: ControlCommand.startFeed.name) { json in
                json.integer("files_per_minute", filesPerMinute)
                json.integer("records", records)
            }
        case .stopFeed: ControlRequest.line(id: id, command: ControlCommand.stopFeed.name)
        case .operate(let request):
            ControlRequest.line(id: id, command: ControlCommand.operate.name) {
                request.json(into: &$0)
            }
        case .cancel(let ticket):
            ControlRequest.line(id: id, command: ControlCommand.cancel.name) {
                $0.integer("ticket", ticket)
            }
        case .rescan: ControlRequest.line(id: id, command: ControlCommand.rescan.name)
        case .stop: ControlRequest.line(id: id, command: ControlCommand.stop.name)
        }
    }
}
