package import SluiceCore

/// What a command answers: members of a JSON object, or why it was not done.
package enum ControlAnswer: Sendable {
    /// It was done; the members of `result`.
    case done(@Sendable (inout JSONWriter) -> Void)
    /// It was not done.
    case failed(CommandFailure)

    /// Done, with nothing to tell.
    package static let nothing = ControlAnswer.done { _ in }

    /// The line of the answer to a request, without its end.
    package func line(id: Int) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.text("type", "answer")
            json.integer("id", id)
            switch self {
            case .done(let members): json.object("result", members)
            case .failed(let failure):
                json.object("error") { json in
                    json.integer("code", failure.code.rawValue)
                    json.text("message", failure.message)
                    json.text("hint", failure.hint)
                }
            }
        }
        return json.bytes
    }

    /// What a line says that is an answer: its request's number, and the result or the failure.
    static func read(_ value: JSONValue) -> (id: Int, result: Result<JSONValue, CommandFailure>)? {
        guard value["type"]?.text == "answer", let id = value["id"]?.integer else { return nil }
        if let result = value["result"] { return (id, .success(result)) }
        let error = value["error"]
        let code = error?["code"]?.integer.flatMap { ExitCode(rawValue: Int32(clamping: $0)) }
        return (
            id,
            .failure(
                CommandFailure(
                    code ?? .internalFault, error?["message"]?.text ?? "an unreadable answer",
                    hint: error?["hint"]?.text))
        )
    }
}
