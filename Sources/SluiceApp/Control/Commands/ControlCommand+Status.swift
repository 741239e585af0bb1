internal import SluiceCore

extension ControlCommand {
    /// The document of `logs/status.json`, of this moment.
    package static let status = ControlCommand(
        "status", "the document of logs/status.json, of this moment"
    ) { _, service, answer in
        guard let document = JSONValue(service.status()) else {
            return answer(.failed(CommandFailure(.internalFault, "the status cannot be written")))
        }
        answer(.done { $0.value("status", document) })
    }
}
