internal import Dispatch
package import SluiceSystem
internal import Synchronization

/// The logs of a running process: everything to the process log, warnings and errors to the error log as well.
///
/// A class, because it owns files and a queue. Safe from any queue and never blocks its caller: lines are written by a
/// background queue, and when that cannot keep up or cannot write, lines are dropped and counted. Ingestion never
/// waits for a log and never fails by one.
package final class ProcessLog: Sendable {
    /// How much is logged and how.
    package struct Options: Sendable, Equatable {
        /// Less important lines are left out.
        package var level = LogLevel.info
        /// How lines are written to files.
        package var format = LogLineFormat.text
        /// Size at which the process log is rotated, in bytes.
        package var processLimitBytes = 10_000_000
        /// How many older process logs are kept.
        package var processKeptFiles = 5
        /// Size at which the error log is rotated, in bytes.
        package var errorLimitBytes = 5_000_000
        /// How many older error logs are kept.
        package var errorKeptFiles = 3

        /// The defaults.
        package init() {}
    }

    /// Name of the process log in `logs/`.
    package static let processLogName = "sluice.log"
    /// Name of the error log in `logs/`.
    package static let errorLogName = "errors.log"
    /// How many lines may wait to be written.
    private static let pendingLimit = 10_000

    private let options: Options
    private let system: System
    private let queue = DispatchQueue(label: "sluice.log")
    private let pending = Atomic<Int>(0)
    private let lost = Atomic<Int>(0)
    private let echo: @Sendable (LogEntry) -> Void
    // Both are touched on `queue` only.
    nonisolated(unsafe) private var processFile: RotatingLogFile?
    nonisolated(unsafe) private var errorFile: RotatingLogFile?

    /// Logs into a directory, or nowhere when there is none; `echo` gets every entry too, on the log's queue.
    package init(
        directory: Directory?, system: System, options: Options = Options(),
        echo: @escaping @Sendable (LogEntry) -> Void = { _ in }
    ) {
        self.options = options
        self.system = system
        self.echo = echo
        guard let directory else { return }
        processFile = RotatingLogFile(
            Self.processLogName, in: directory, system: system,
            limitBytes: options.processLimitBytes, keptFiles: options.processKeptFiles)
        errorFile = RotatingLogFile(
            Self.errorLogName, in: directory, system: system,
            limitBytes: options.errorLimitBytes, keptFiles: options.errorKeptFiles)
    }

    /// Logs an event with the present time. Returns at once.
    package func log(_ level: LogLevel, _ event: String, _ fields: [LogEntry.Field] = []) {
        guard level >= options.level else { return }
        let entry = LogEntry(
            microseconds: system.realtimeMicroseconds(), level: level, event: event, fields: fields)
        guard pending.add(1, ordering: .relaxed).newValue <= Self.pendingLimit else {
            pending.subtract(1, ordering: .relaxed)
            lost.add(1, ordering: .relaxed)
            return
        }
        queue.async { @Sendable in
            self.write(entry)
            self.pending.subtract(1, ordering: .relaxed)
        }
    }

    /// Waits until what was logged so far is written, but not for ever.
    package func flush(seconds: Double = 60) {
        let written = DispatchSemaphore(value: 0)
        queue.async { @Sendable in _ = written.signal() }
        _ = written.wait(timeout: .now() + seconds)
    }

    private func write(_ entry: LogEntry) {
        dispatchPrecondition(condition: .onQueue(queue))
        echo(entry)
        let line = options.format.line(entry)
        let lostBefore = lost.exchange(0, ordering: .relaxed)
        do {
            if lostBefore > 0 { try processFile?.append(options.format.line(gap(lostBefore))) }
            try processFile?.append(line)
        } catch {
            lost.add(lostBefore + 1, ordering: .relaxed)
        }
        if entry.level >= .warning { try? errorFile?.append(line) }
    }

    private func gap(_ count: Int) -> LogEntry {
        LogEntry(
            microseconds: system.realtimeMicroseconds(), level: .warning,
            event: "log lines were lost", fields: [.init("lines", .integer(count))])
    }
}
