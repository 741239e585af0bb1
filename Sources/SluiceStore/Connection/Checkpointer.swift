internal import CSQLite
internal import SluiceSystem

/// Copies committed pages from the WAL into the database beside the writer, which otherwise waits a quarter of its time
/// for the disk (measured: 200 files of 10 000 records, 1.0 of 4.2 s).
///
/// SQLite up to 3.51.2 may lose commits when a transaction starts the WAL over while another connection copies it
/// (sqlite.org/wal.html, "The WAL-Reset Bug"). That cannot happen here: a run begins only while a transaction of the
/// writer is open that found uncopied pages, or none is open; and the next one begins only when the run has ended. A
/// transaction that found uncopied pages never starts the WAL over, and nothing begins a run when there are none. So it is the
/// writer alone that starts it over, after a copy of its own, when the WAL has ``restartFrames``.
///
/// What is copied is checked before: SQLite copies a damaged log over the database without a look.
///
/// A class, because it owns a connection. Confined to the writer's queue, except for what runs on its own.
final class Checkpointer {
    /// Uncopied pages from which on a run is worth its synchronisation: 8 MiB.
    private static let runFrames = 500
    /// Pages of a WAL that is copied wholly and started over: 64 MiB.
    private static let restartFrames = 4000

    /// What the runs leave behind; touched by a run, and by the writer only after ``BackgroundWork/wait()``.
    private final class Copy: @unchecked Sendable {
        let path: [UInt8]
        var connection: Connection?
        /// Pages of the WAL that are known to be in the database.
        var frames = 0
        /// How far the WAL was checked and copied.
        var mark: LogMark?
        /// What was found instead of the log that was written.
        var loss: LogGuard.Loss?
        /// How often the database file was written to, or may have been.
        var writes = 0

        init(path: [UInt8]) { self.path = path }

        /// Copies what no reader needs from the WAL; a failure leaves the rest there, and the next run takes it up.
        func run(to end: LogMark?) {
            if connection == nil { connection = try? Self.open(path) }
            if let connection { run(connection, to: end) }
        }

        /// Copies over a connection, once the log up to the last commit was found to be as it was written.
        func run(_ connection: Connection, to end: LogMark?) {
            guard let end, loss == nil, connection.logIndex()?.mark.salts == end.salts,
                let state = try? connection.verifyLog(from: mark, to: end)
            else { return }
            if case .damaged(let frame) = state {
                loss = .logDamaged(frame: frame)
                return
            }
            writes += 1
            let copied = connection.checkpoint() ?? 0
            frames = max(frames, copied)
            if copied >= end.frames { mark = end }
        }

        private static func open(_ path: [UInt8]) throws(StoreError) -> Connection {
            let connection = try Connection(path: path, access: .writing)
            try connection.execute(
                "PRAGMA mmap_size = 0; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;")
            // From the first look at the database on the log is open.
            _ = try connection.integer("PRAGMA schema_version")
            return connection
        }
    }

    private let writer: Connection
    private let copy: Copy
    private let work = BackgroundWork(label: "sluice.checkpoint")
    private var isRunning = false

    /// A checkpointer for a writing connection to the database at a path; opens nothing yet.
    init(writer: Connection, path: [UInt8]) {
        self.writer = writer
        copy = Copy(path: path)
        writer.countsFrames()
    }

    /// Pages that were copied otherwise, when the store was opened.
    func wasCopied(frames: Int) { copy.frames = frames }

    /// Before a transaction begins: no run is under way afterwards, and a WAL that is long enough, up to a mark, is copied wholly.
    ///
    /// Answers what a run has found damaged.
    func transactionBegins(_ end: LogMark?) -> LogGuard.Loss? {
        finish()
        if writer.walFrames >= Self.restartFrames { copy.run(writer, to: end) }
        return copy.loss
    }

    /// After a transaction has begun: copies what was committed before, if there is enough, while it goes on.
    func transactionHasBegun(_ end: LogMark?) {
        runIfDue(end)
    }

    /// When no transaction follows at once: copies what was committed, if there is enough.
    func isIdle(_ end: LogMark?) {
        if !isRunning { runIfDue(end) }
    }

    /// Waits for the run that is under way; answers what it has found damaged.
    func lossFound() -> LogGuard.Loss? {
        finish()
        return copy.loss
    }

    /// How far the WAL is known to be in the database; no run may be under way.
    var copied: LogMark? { copy.mark }

    /// How often the database file was written to so far; no run may be under way.
    var writes: Int { copy.writes }

    /// Waits for the run that is under way, and closes the connection, which leaves a damaged log as it is.
    func close(leavingLog: Bool = false) {
        finish()
        if leavingLog { copy.connection?.leavesLogWhenClosed() }
        copy.connection?.close()
        copy.connection = nil
    }

    private func runIfDue(_ end: LogMark?) {
        // A WAL shorter than what was copied of it has been started over. Only then, and not when a transaction begins that may
        // do so: if it came to nothing, a run would find nothing to copy and meet the next one, which starts the WAL over.
        if writer.walFrames < copy.frames { copy.frames = 0 }
        guard writer.walFrames - copy.frames >= Self.runFrames else { return }
        isRunning = true
        let copy = copy
        work.run { @Sendable in copy.run(to: end) }
    }

    private func finish() {
        guard isRunning else { return }
        work.wait()
        isRunning = false
    }
}
