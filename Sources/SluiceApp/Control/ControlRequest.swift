package import SluiceCore

/// A line from a client: a command by its name, with arguments, under a number that its answer repeats.
package struct ControlRequest: Sendable {
    /// The client's number for it.
    package let id: Int
    /// The command's name, see ``ControlCatalog``.
    package let command: String
    /// All members of the line; a command reads its own.
    package let arguments: JSONValue

    /// Reads a line; nil when it is no request.
    package init?(line: [UInt8]) {
        guard let value = JSONValue(line), let id = value["id"]?.integer,
            let command = value["command"]?.text
        else { return nil }
        self.id = id
        self.command = command
        arguments = value
    }

    /// The line of a request, without its end.
    package static func line(
        id: Int, command: String, _ arguments: (inout JSONWriter) -> Void = { _ in }
    ) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.integer("id", id)
            json.text("command", command)
            arguments(&json)
        }
        return json.bytes
    }
}
