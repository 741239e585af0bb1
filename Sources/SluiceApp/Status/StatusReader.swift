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
            let process = document["pid"]?.integer, isRunning(process)
        else { return nil }
        return document
    }

    /// Why the owner that wrote a document says nothing.
    package func silence(of document: JSONValue) -> String {
        let process = document["pid"]?.integer ?? 0
        return ProcessEntry(process, system: system)?.isStopped == true
            ? "process \(process) is stopped; to let it go on: kill -CONT \(process)"
            : "process \(process) does not answer"
    }

    /// True when there is such a process and it is sluice.
    private func isRunning(_ process: Int) -> Bool {
        ProcessEntry(process, system: system)?.name.starts(with: Array("sluice".utf8)) == true
    }
}
