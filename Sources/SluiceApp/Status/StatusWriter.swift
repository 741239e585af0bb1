package import SluiceCore
package import SluiceSystem

/// Keeps `logs/status.json` up to date: replaced as a whole, and only when something changed.
///
/// A failure to write is ignored: status must never stop ingestion. Its owner's queue guards it.
package struct StatusWriter {
    private let logs: Directory?
    private let system: System
    private var written: (snapshot: PipelineSnapshot, rates: [ErrorRateWindow.Counts])?

    /// A writer into a directory; without one it writes nothing.
    package init(logs: Directory?, system: System) {
        self.logs = logs
        self.system = system
    }

    /// Writes a snapshot unless it is the one written last. Blocks for as long as a small write does; forces nothing to disk.
    package mutating func write(
        _ snapshot: PipelineSnapshot, rates: [ErrorRateWindow.Counts] = []
    ) {
        guard let logs, snapshot != written?.snapshot || rates != written?.rates else { return }
        let document = StatusDocument(
            snapshot: snapshot, rates: rates, processIdentifier: system.processIdentifier,
            writtenMicroseconds: system.realtimeMicroseconds())
        let name = Array(StatusDocument.name.utf8)
        let temporary = Array(".\(StatusDocument.name).tmp".utf8)
        do {
            try logs.remove(temporary)
            try system.write(document.bytes, to: try logs.create(temporary))
            try logs.replace(name, by: temporary)
            written = (snapshot, rates)
        } catch {
            written = nil
        }
    }
}
