internal import SluiceCore
internal import SluicePipeline

extension ControlCommand {
    /// An operation of the quarantine desk; the answer is its report.
    package static let operate = ControlCommand(
        "operate", "do an operation of the quarantine desk: `operation`, `actor` and what it needs"
    ) { arguments, service, answer in
        guard let request = OperationRequest(json: arguments) else {
            return answer(
                .failed(CommandFailure(.usage, "operate needs `operation`, `actor` and more")))
        }
        service.link.perform(.operate(request)) { reply in
            switch reply {
            case .operated(let report): answer(.done { report.json(into: &$0) })
            case .cancelled: answer(.failed(CommandFailure(.cancelled, cancelledText)))
            case .stopping: answer(.failed(CommandFailure(OperationFailure.stopping)))
            case .done, .refused, .unavailable:
                answer(reply.failure.map { ControlAnswer.failed($0) } ?? .nothing)
            }
        }
    }

    private static let cancelledText = "cancelled; nothing was changed"

    /// Ends an operation; `operate` answers that it was.
    package static let cancel = ControlCommand(
        "cancel", "end the operation of the number `ticket`; nothing of it is kept"
    ) { arguments, service, answer in
        guard let ticket = arguments["ticket"]?.integer else {
            return answer(.failed(CommandFailure(.usage, "cancel needs `ticket`, a number")))
        }
        perform(.cancel(ticket: Int64(ticket)), service, answer)
    }
}
