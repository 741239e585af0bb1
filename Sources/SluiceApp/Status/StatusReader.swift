package import SluiceCore
package import SluiceSystem

/// Reads `logs/status.json`, and tells whether the instance that wrote it is still there.
package struct StatusReader: Sendable {
    private let logs: StationPath
    private let system: System

    /// A reader of what lies in `logs/`.
    package init(logs: StationPath, system: System) {
        self.logs = logs
        self.system = system
    }

    /// The document as it was written last; nil when there is none or it is not readable.
    package var document: JSONValue? {
        guard let logs = try? logs.open(),
            let bytes = try? SmallFile.read(
                Array(StatusDocument.name.utf8), in: logs, system: system)
        else { return nil }
        return JSONValue(bytes)
    }

    /// The document when its process is running; nil when the station has no owner.
    package var documentOfOwner: JSONValue? {
        guard let document, document["state"]?.text != PipelineSnapshot.State.stopped.rawValue,
            let process = document["pid"]?.integer,
            ProcessEntry(process, system: system)?.isSluice == true
        else { return nil }
        return document
    }

    /// The process of a document, where that is an instance: one that takes what is dropped into the inbox.
    package static func instance(of document: JSONValue) -> Int? {
        document[StatusDocument.intakeKey] == .boolean(false) ? nil : document["pid"]?.integer
    }

    /// Why the owner that wrote a document says nothing.
    package func silence(of document: JSONValue) -> String {
        let process = document["pid"]?.integer ?? 0
        return ProcessEntry(process, system: system)?.isStopped == true
            ? "process \(process) is stopped; to let it go on: kill -CONT \(process)"
            : "process \(process) does not answer"
    }
}
