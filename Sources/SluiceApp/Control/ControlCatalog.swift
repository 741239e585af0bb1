/// All commands of the control socket; one that is not listed here is refused.
///
/// `subscribe` is not among them: it belongs to the connection, see ``ControlServer``.
package enum ControlCatalog {
    /// The name of the request for pictures.
    package static let subscribe = "subscribe"

    /// The commands.
    package static let commands: [ControlCommand] = [
        .status,
        .ingest,
        .operate,
        .cancel,
        .acknowledge,
        .simulate,
        .startFeed,
        .stopFeed,
        .rescan,
        .stop,
    ]

    /// The command of a name.
    package static func command(named name: String) -> ControlCommand? {
        commands.first { $0.name == name }
    }
}
