internal import Dispatch
package import SluiceCore
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
    private let pending = Mutex<[LogEntry]>([])
    private let lost = Atomic<Int>(0)
    private let failing: LogsTrouble
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
        failing = LogsTrouble(system: system)
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
        let waiting = pending.withLock { entries in
            if entries.count < Self.pendingLimit {
                entries.append(entry)
            } else {
                lost.add(1, ordering: .relaxed)
            }
            return entries.count
        }
        // The first of a batch has it written; what is logged until then goes with it.
        if waiting == 1 { queue.async { @Sendable in self.writePending() } }
    }

    /// Why the process log cannot be written; nil while it can. Lines of that time are lost.
    package var trouble: PipelineSnapshot.Trouble? { failing.shown }

    /// Tries again to write where that failed, so that the end of it is noticed without a line. Once a second; returns at once.
    package func retry() {
        guard trouble != nil else { return }
        queue.async { @Sendable in self.writePending() }
    }

    /// Waits until what was logged so far is written, but not for ever.
    package func flush(seconds: Double = 60) {
        let written = DispatchSemaphore(value: 0)
        queue.async { @Sendable in _ = written.signal() }
        _ = written.wait(timeout: .now() + seconds)
    }

    /// Writes what waits, with few calls however many lines they are.
    private func writePending() {
        dispatchPrecondition(condition: .onQueue(queue))
        let entries = pending.withLock { entries in
            defer { entries = [] }
            return entries
        }
        let lostBefore = lost.exchange(0, ordering: .relaxed)
        var lines = lostBefore > 0 ? [options.format.line(gap(lostBefore))] : []
        // What could not be written may have left the first part of a line.
        if trouble != nil { lines.insert([UInt8(ascii: "\n")], at: 0) }
        var important: [[UInt8]] = []
        for entry in entries {
            echo(entry)
            let line = options.format.line(entry)
            lines.append(line)
            if entry.level >= .warning { important.append(line) }
        }
        do {
            try processFile?.append(lines: lines)
            failing.succeeded()
        } catch {
            lost.add(lostBefore + entries.count, ordering: .relaxed)
            failing.failed(error)
        }
        try? errorFile?.append(lines: important)
    }

    private func gap(_ count: Int) -> LogEntry {
        LogEntry(
            microseconds: system.realtimeMicroseconds(), level: .warning,
            event: "log lines were lost", fields: [.init("lines", .integer(count))])
    }
}
