internal import SluiceCore
internal import SluiceSystem

extension ControlCommand {
    /// Takes files by their absolute paths; the answer comes when the end of each is known.
    package static let ingest = ControlCommand(
        "ingest",
        "take the files of `paths` (absolute, spelled as files.name); answers when all have ended"
    ) { arguments, service, answer in
        let paths = arguments["paths"]?.elements.map { $0.text.flatMap(PathText.bytes(of:)) } ?? []
        let known = paths.compactMap { $0 }
        guard !paths.isEmpty, known.count == paths.count,
            known.allSatisfy({ $0.first == UInt8(ascii: "/") })
        else {
            return answer(
                .failed(CommandFailure(.usage, "ingest needs `paths`, a list of absolute paths")))
        }
        service.ingest(known) { outcomes in
            answer(
                .done { json in
                    json.array("files") { json in
                        for outcome in outcomes { json.object { outcome.json(into: &$0) } }
                    }
                })
        }
    }
}
