internal import SluiceSystem

/// What of the log is also shown on the error stream.
package enum LogEcho {
    /// Chooses by where the error stream leads.
    ///
    /// Under journald everything, with its priority; to a terminal everything; elsewhere warnings and errors.
    package static func choose(for context: CommandContext) -> @Sendable (LogEntry) -> Void {
        let output = context.output
        if isJournal(context) {
            return { output.message("<\($0.level.priority)>\(LogLineFormat.message($0))") }
        }
        let least: LogLevel = HostProcess.isTerminal(.error) ? .info : .warning
        return { entry in
            guard entry.level >= least else { return }
            output.message("sluice: \(entry.level.rawValue): \(LogLineFormat.message(entry))")
        }
    }

    /// True when the error stream is the journal's: `JOURNAL_STREAM` names its device and inode.
    static func isJournal(_ context: CommandContext) -> Bool {
        guard let stream = context.environment["JOURNAL_STREAM"],
            let information = try? context.system.information(
                of: HostProcess.Stream.error.descriptor)
        else { return false }
        let identity = information.identity
        return stream == Array("\(identity.device):\(identity.inode)".utf8)
    }
}
