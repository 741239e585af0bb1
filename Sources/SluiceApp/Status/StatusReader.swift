package import SluiceCore
package import SluiceSystem

/// Reads `logs/status.json`, and tells whether the instance that wrote it is still there.
package struct StatusReader: Sendable {
    private static let limitBytes = 1 << 20
    private let station: Directory
    private let system: System

    /// A reader for a station.
    package init(station: Directory, system: System) {
        self.station = station
        self.system = system
    }

    /// The document as it was written last; nil when there is none or it is not readable.
    package var document: JSONValue? {
        guard let logs = try? station.directory(Array("logs".utf8)),
            let file = try? logs.openForReading(Array(StatusDocument.name.utf8)),
            let size = try? system.information(of: file).identity.size, size <= Self.limitBytes
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size, let count = try? system.read(file, into: &bytes, at: filled), count > 0
        {
            filled += count
        }
        return JSONValue(Array(bytes[..<filled]))
    }

    /// The document when its process is running; nil when the station has no owner.
    package var documentOfOwner: JSONValue? {
        guard let document, document["state"]?.text != PipelineSnapshot.State.stopped.rawValue,
            let process = document["pid"]?.integer, isRunning(process)
        else { return nil }
        return document
    }

    /// True when there is such a process and it is sluice.
    private func isRunning(_ process: Int) -> Bool {
        guard let directory = try? system.openDirectory(path: Array("/proc/\(process)".utf8)),
            let file = try? directory.openForReading(Array("comm".utf8))
        else { return false }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = (try? system.read(file, into: &bytes, at: 0)) ?? 0
        return bytes[..<count].starts(with: Array("sluice".utf8))
    }
}
