internal import SluiceCore
internal import SluiceSystem

/// The SQLite store: one writing connection, groups of files as transactions, nothing acknowledged before COMMIT.
///
/// A class, because it owns a connection. Confined to the writer's queue, which ``StoreOptions/assertOwner`` checks.
/// Calls that write need an open group. When one throws after it has touched the database, the whole group is
/// rolled back (``isInGroup`` is false): its files are taken again. Arguments that do not fit throw before that.
package final class Store {
    /// The connection; the only one that writes.
    let connection: Connection
    let options: StoreOptions
    /// The datasets of the database.
    var catalog: DatasetCatalog
    /// What moves on with every file of a group and goes back with it.
    var state: GroupState
    private var committed: GroupState
    private var file: DatabaseFile
    /// True once the log is to be left as it is: something of it was lost, or there is none any more.
    private var leavesLog = false
    /// Copies the write-ahead log into the database beside the writer.
    let checkpointer: Checkpointer
    /// Writes chunks.
    let chunks: ChunkWriter
    /// Rows and held records written since ``beginGroup(now:)``.
    package private(set) var recordsInGroup = 0

    /// Opens the database at a path, makes it when there is none, brings its schema up to date.
    ///
    /// Blocks for some milliseconds. Throws `unsafeDirectory`, `damaged`, `newerSchema`, `cannotOpen`, `locked`; a
    /// damaged database is left as it is.
    package init(
        path: [UInt8], options: StoreOptions = StoreOptions()
    ) throws(StoreError) {
        self.options = options
        options.assertOwner()
        var file = DatabaseFile(path: path, system: options.system)
        try file.prepareDirectory(creates: options.creates)
        try file.finishReplacement()
        if try !file.exists() {
            guard options.creates else {
                throw StoreError(.cannotOpen, "\(PathText.shown(path)): no database there")
            }
            try file.create { (connection) throws(StoreError) in
                try Migration.migrate(connection)
            }
        }
        connection = try Connection(path: path, access: .writing)
        try Self.configure(connection, options)
        try Migration.migrate(connection)
        catalog = try DatasetCatalog(connection)
        let counters = try Statement(connection, "SELECT next_row, last_commit FROM counters")
        guard try counters.step() else {
            throw StoreError(.damaged, "\(PathText.shown(path)) has no counters")
        }
        state = GroupState(nextRow: counters.integer(0), lastCommit: counters.integer(1))
        counters.reset()
        committed = state
        chunks = ChunkWriter(connection)
        checkpointer = Checkpointer(writer: connection, path: path)
        // Whether it can be written to is known at once, without a commit, which would be forced to disk.
        try connection.execute("BEGIN IMMEDIATE; COMMIT")
        checkpointer.wasCopied(frames: try file.remember(connection))
        _ = file.wasWrittenByOthers(ownWrites: checkpointer.writes)
        self.file = file
    }

    private static func configure(
        _ connection: Connection, _ options: StoreOptions
    ) throws(StoreError) {
        let application = try connection.integer("PRAGMA application_id")
        guard application == DatabaseFile.applicationID else {
            throw StoreError(.damaged, "the file is an SQLite database, but not of sluice")
        }
        try connection.execute(
            """
            PRAGMA main.mmap_size = 0;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -\(max(options.cacheBytes, 1 << 20) / 1024);
            PRAGMA journal_size_limit = \(64 << 20);
            PRAGMA synchronous = FULL;
            """)
        let mode = try connection.text("PRAGMA journal_mode = WAL")
        let synchronous = try connection.integer("PRAGMA synchronous")
        guard mode == "wal", synchronous == 2 else {
            throw StoreError(
                .cannotOpen,
                "the database cannot be used with WAL and synchronous=FULL (got \(mode ?? "nothing"))"
            )
        }
    }

    /// Ends the connection; an open group is rolled back. Before the last one empties the log it is looked at once more.
    package func close() {
        options.assertOwner()
        rollbackGroup()
        chunks.close()
        if !leavesLog { try? lookBeforeClosing() }
        checkpointer.close(leavingLog: leavesLog)
        connection.close()
    }

    /// Has the log be whole before all of it is copied and it is removed. Throws what was found.
    func lookBeforeClosing() throws(StoreError) {
        try refuse(checkpointer.lossFound())
        try refuse(try file.check(connection))
        try refuse(try file.log.verify(connection))
    }

    /// The log is removed by what follows.
    func endsLog() { leavesLog = true }

    /// Saves of the log and its index what can be saved, and throws what is to be told; does nothing when nothing was lost.
    private func refuse(_ loss: LogGuard.Loss?) throws(StoreError) {
        guard let loss else { return }
        rollbackGroup()
        _ = checkpointer.lossFound()
        leavesLog = true
        throw file.log.rescue(loss, connection, copiedTo: checkpointer.copied)
    }

    // MARK: Groups

    /// True while a group is open.
    package var isInGroup: Bool { connection.isInTransaction }

    /// Begins a transaction. `now` (microseconds since 1970) becomes the commit time of its files, moved on so that
    /// each file's is later than the one before.
    package func beginGroup(now: Int64) throws(StoreError) {
        options.assertOwner()
        guard !isInGroup else { throw StoreError(.misuse, "a group is open already") }
        try prepareTransaction()
        try connection.statement("BEGIN IMMEDIATE").run()
        checkpointer.transactionHasBegun(file.log.mark)
        committed = state
        state.now = now
        recordsInGroup = 0
    }

    /// Makes the group durable; only then is anything of it acknowledged.
    ///
    /// Checks before that the open database is still the one the path leads to. On failure the group is rolled back.
    package func commitGroup() throws(StoreError) {
        options.assertOwner()
        guard isInGroup else { throw StoreError(.misuse, "no group is open") }
        try undoingOnFailure { () throws(StoreError) in
            try refuse(try file.checkWithin(connection))
            let counters = try connection.statement(
                "UPDATE counters SET next_row = ?1, last_commit = ?2")
            counters.bind(state.nextRow, at: 1)
            counters.bind(state.lastCommit, at: 2)
            try counters.run()
            try connection.statement("COMMIT").run()
        }
        committed = state
        recordsInGroup = 0
        try refuse(try file.log.note(connection))
    }

    /// Undoes the group; fine when there is none or SQLite has undone it already.
    package func rollbackGroup() {
        options.assertOwner()
        if isInGroup { try? connection.execute("ROLLBACK") }
        state = committed
        recordsInGroup = 0
        chunks.forgetNames()
    }

    /// Says that no group follows at once: what the WAL holds may be copied into the database. Does not block.
    package func isIdle() {
        options.assertOwner()
        if !isInGroup { checkpointer.isIdle(file.log.mark) }
    }

    /// Checks between groups that the database, its log and its index are still there and as they were left. Some `stat` calls.
    ///
    /// Answers true when somebody else has written to the database file since the last time: its contents may be others, such as
    /// those of a backup that was copied over it.
    @discardableResult
    package func checkFiles() throws(StoreError) -> Bool {
        options.assertOwner()
        try refuse(checkpointer.lossFound())
        try refuse(try file.checkBetween(connection))
        try refuse(try file.log.checkNew(connection, from: checkpointer.copied))
        return file.wasWrittenByOthers(ownWrites: checkpointer.writes)
    }

    // MARK: For the other files of this type

    /// Before any transaction: the files are as they were left, and no copy of the WAL is under way.
    func prepareTransaction() throws(StoreError) {
        try refuse(try file.checkBetween(connection))
        try refuse(checkpointer.transactionBegins(file.log.mark))
    }

    /// Throws unless a group is open.
    func requireGroup() throws(StoreError) {
        options.assertOwner()
        guard isInGroup else { throw StoreError(.misuse, "no group is open") }
    }

    /// Runs a body that writes; rolls the group back when it throws.
    func undoingOnFailure<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            rollbackGroup()
            throw error
        }
    }

    /// Keeps so many ids of rows free; answers the first. A rollback gives them back.
    func reserveRows(_ count: Int64) -> Int64 {
        defer { state.nextRow += count }
        return state.nextRow
    }

    /// Counts what a chunk brought.
    func countRecords(_ count: Int) { recordsInGroup += count }
}
