package import SluiceSystem

/// Keeps `logs/status.json` up to date: replaced as a whole, and only when something changed.
///
/// A failure to write is shown and stops nothing: status must never stop ingestion. Its owner's queue guards it.
package struct StatusWriter {
    /// Why it cannot be written.
    package let trouble: LogsTrouble
    private let logs: Directory?
    private let system: System
    private var written: StatusDocument?

    /// A writer into a directory; without one it writes nothing.
    package init(logs: Directory?, system: System) {
        self.logs = logs
        self.system = system
        trouble = LogsTrouble(system: system)
    }

    /// Writes a document unless only its time differs from the one written last. Blocks for as long as a small write does;
    /// forces nothing to disk.
    package mutating func write(_ document: StatusDocument) {
        guard let logs, written?.saysTheSame(as: document) != true else { return }
        let name = Array(StatusDocument.name.utf8)
        let temporary = Array(".\(StatusDocument.name).tmp".utf8)
        do throws(SystemError) {
            try logs.remove(temporary)
            try system.write(document.bytes, to: try logs.create(temporary))
            try logs.replace(name, by: temporary)
            written = document
            trouble.succeeded()
        } catch {
            written = nil
            trouble.failed(error)
        }
    }
}
