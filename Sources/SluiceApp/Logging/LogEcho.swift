internal import SluiceSystem

/// What of the log is also shown on the error stream.
package enum LogEcho {
    /// Under journald everything, with its priority; elsewhere from a level on.
    package static func choose(
        for context: CommandContext, least: LogLevel
    ) -> @Sendable (LogEntry) -> Void {
        let output = context.output
        if isJournal(context) {
            return { output.message("<\($0.level.priority)>\(LogLineFormat.message($0))") }
        }
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
