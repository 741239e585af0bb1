internal import SluiceSystem

/// The database as files: checked before SQLite opens them, and watched while it has them open.
///
/// SQLite makes a new database of an empty file, replays a WAL that belongs to another one, and writes for hours to
/// a file that was unlinked. None of that may happen here.
struct DatabaseFile {
    /// Bytes of a page in databases made here.
    static let pageBytes = 16384
    /// `application_id` of a sluice database: "sluc".
    static let applicationID: Int64 = 0x736C_7563

    /// The path of the database file.
    let path: [UInt8]
    private let system: System
    /// The log and its index.
    var log: LogGuard
    private var largestSize = 0
    /// When the file was changed last, in nanoseconds since 1970, and how often this process had written to it by then.
    private var seen: (modified: Int64, writes: Int)?

    /// Names a database; touches nothing.
    init(path: [UInt8], system: System) {
        self.path = path
        self.system = system
        log = LogGuard(path: path, system: system)
    }

    private var directoryPath: [UInt8] { PathParts(path).directory }

    private var name: [UInt8] { PathParts(path).name }

    private var walPath: [UInt8] { path + Array("-wal".utf8) }

    private var shown: String { PathText.shown(path) }

    // MARK: Before it is opened

    /// Checks the directory, makes it when it is missing and `creates`; refuses one that others may write to.
    func prepareDirectory(creates: Bool) throws(StoreError) {
        do throws(SystemError) {
            var information = try system.information(path: directoryPath)
            if information == nil, creates {
                let parts = DatabaseFile(path: directoryPath, system: system)
                _ = try system.openDirectory(path: parts.directoryPath).makeDirectory(parts.name)
                information = try system.information(path: directoryPath)
            }
            guard let information, information.kind == .directory else {
                throw SystemError(.openDirectory, code: 2, subject: directoryPath)
            }
            guard information.permissions & 0o022 == 0 else { throw Self.unsafe }
        } catch {
            if error == Self.unsafe {
                throw StoreError(
                    .unsafeDirectory,
                    "\(PathText.shown(directoryPath)) may be written to by others: chmod go-w it")
            }
            throw StoreError(.cannotOpen, error.description)
        }
    }

    private static let unsafe = SystemError(.stat, code: 0)

    /// Puts a database that was made anew in place, if that was cut by a crash, and removes a half-made one; for writers only.
    func finishReplacement() throws(StoreError) {
        guard name != DatabaseReplacement.buildingName else { return }
        let directory: Directory
        do throws(SystemError) {
            directory = try system.openDirectory(path: directoryPath)
        } catch {
            throw StoreError(.cannotOpen, error.description)
        }
        let replacement = DatabaseReplacement(of: name, in: directory)
        try replacement.finish()
        try replacement.removeUnfinished()
    }

    /// Checks that a database is there and looks whole; false when there is none at all.
    ///
    /// Throws `damaged` for an empty, truncated or overwritten file, for what is no file, and for a WAL without its database, and
    /// `replaced` for a symbolic link: SQLite would keep its log where nobody looks after it. Two small reads.
    func exists() throws(StoreError) -> Bool {
        var kind = FileInformation.Kind.regular
        do throws(SystemError) {
            let wal = try system.information(path: walPath)
            guard let information = try system.information(path: path, followsLinks: false) else {
                if let wal, wal.identity.size > 0 { throw Self.unsafe }
                return false
            }
            kind = information.kind
            guard kind == .regular else { throw Self.unsafe }
            let hasWAL = (wal?.identity.size ?? 0) > 0
            try OpenDatabases.unlessOpen(information.identity) { () throws(SystemError) in
                try checkHeader(size: information.identity.size, hasWAL: hasWAL)
            }
            return true
        } catch {
            if kind == .symlink { throw linked }
            if kind != .regular {
                let what = kind == .directory ? "a directory" : "no regular file"
                throw StoreError(.damaged, "\(shown) is \(what): no database can be in its place")
            }
            if error == Self.unsafe {
                throw StoreError(
                    .damaged,
                    "\(shown) is not a whole database (empty, truncated, overwritten, or gone while its -wal"
                        + " is there)")
            }
            throw StoreError(.cannotOpen, error.description)
        }
    }

    private var linked: StoreError {
        StoreError(
            .replaced, "\(shown) is a symbolic link: the log would not be beside the database")
    }

    private func checkHeader(size: Int, hasWAL: Bool) throws(SystemError) {
        var header = [UInt8](repeating: 0, count: 100)
        let descriptor = try system.openForReading(path: path)
        var count = 0
        while count < header.count {
            let read = try system.read(descriptor, into: &header, at: count)
            if read == 0 { break }
            count += read
        }
        guard count == header.count, header.starts(with: Array("SQLite format 3\u{0}".utf8)) else {
            throw Self.unsafe
        }
        func number(_ at: Int, _ bytes: Int) -> Int {
            header[at..<at + bytes].reduce(0) { $0 << 8 | Int($1) }
        }
        let page = number(16, 2) == 1 ? 65536 : number(16, 2)
        let isCountValid = number(24, 4) == number(92, 4)
        guard page >= 512, page & (page - 1) == 0 else { throw Self.unsafe }
        // With a WAL the pages may still be in there; ``check(_:)`` looks again when it is open.
        if !hasWAL, isCountValid, size < number(28, 4) * page { throw Self.unsafe }
        if size < page { throw Self.unsafe }
    }

    /// The name that a database of a name has until it is complete.
    static func temporaryName(_ name: [UInt8]) -> [UInt8] { Array(".creating-".utf8) + name }

    /// Makes a new database under another name and moves it here, so that no crash leaves half of one.
    func create(_ prepare: (Connection) throws(StoreError) -> Void) throws(StoreError) {
        let temporary = Self.temporaryName(name)
        try kernel { () throws(SystemError) in
            let directory = try system.openDirectory(path: directoryPath)
            for suffix in ["", "-journal", "-wal", "-shm"] {
                try directory.remove(temporary + Array(suffix.utf8))
            }
            try directory.remove(name + Array("-shm".utf8))
            try directory.remove(name + Array("-wal".utf8))  // empty, or exists() had thrown
        }
        try build(directoryPath + [47] + temporary, prepare)
        try kernel { () throws(SystemError) in
            let directory = try system.openDirectory(path: directoryPath)
            try directory.move(temporary, to: directory, as: name)
            try directory.synchronize()
        }
    }

    private func kernel(_ body: () throws(SystemError) -> Void) throws(StoreError) {
        do throws(SystemError) {
            try body()
        } catch {
            throw StoreError(.cannotOpen, error.description)
        }
    }

    private func build(
        _ path: [UInt8], _ prepare: (Connection) throws(StoreError) -> Void
    ) throws(StoreError) {
        let connection = try Connection(path: path, access: .creating)
        defer { connection.close() }
        try connection.execute(
            """
            PRAGMA page_size = \(Self.pageBytes);
            PRAGMA application_id = \(Self.applicationID);
            PRAGMA synchronous = FULL;
            """)
        try prepare(connection)
    }

    // MARK: While it is open

    /// Remembers the files that are open now; after the first transaction, when the WAL exists.
    ///
    /// Answers how many pages of the WAL are in the database now. Reads all of it, and then copies it.
    mutating func remember(_ connection: Connection) throws(StoreError) -> Int {
        if let loss = try log.begin(connection) {
            throw log.rescue(loss, connection, copiedTo: nil)
        }
        do throws(SystemError) {
            largestSize = try system.information(path: path)?.identity.size ?? 0
        } catch {
            throw StoreError(.io, error.description)
        }
        let pages = try connection.integer("PRAGMA page_count") ?? 0
        let page = try connection.integer("PRAGMA page_size") ?? 0
        // While another connection copies the WAL nothing is said of it: it may hold the pages that the database has not.
        var isCopied = false
        var copied = 0
        let checkpoint = try connection.statement("PRAGMA wal_checkpoint(PASSIVE)")
        if try checkpoint.step() {
            let frames = checkpoint.integer(1)
            isCopied = frames >= 0 && frames == checkpoint.integer(2)
            copied = max(0, checkpoint.int(2))
        }
        checkpoint.reset()
        if isCopied, Int64(largestSize) < pages * page {
            let size = try? system.information(path: path)?.identity.size
            largestSize = size ?? largestSize
            if Int64(largestSize) < pages * page {
                throw StoreError(.damaged, "\(shown) is shorter than its pages: it was truncated")
            }
        }
        return copied
    }

    /// Checks that the open database is still what the path leads to and has not shrunk.
    private mutating func checkDatabase(_ connection: Connection) throws(StoreError) {
        if connection.databaseHasMoved {
            throw StoreError(.replaced, "\(shown) was removed or replaced while it was open")
        }
        let found: FileInformation?
        do throws(SystemError) {
            found = try system.information(path: path, followsLinks: false)
        } catch {
            throw StoreError(.io, error.description)
        }
        if found?.kind == .symlink { throw linked }
        let size = found?.identity.size ?? 0
        guard size >= largestSize else {
            throw StoreError(.damaged, "\(shown) was truncated while it was open")
        }
        largestSize = size
    }

    /// Checks that the open database is still what the path leads to and has not shrunk, and that its log and index are there.
    /// Some `stat` calls.
    mutating func check(_ connection: Connection) throws(StoreError) -> LogGuard.Loss? {
        try checkDatabase(connection)
        return try log.lossOfFiles()
    }

    /// Checks the same within a transaction of this connection, and that the log still holds all from before it.
    mutating func checkWithin(_ connection: Connection) throws(StoreError) -> LogGuard.Loss? {
        try checkDatabase(connection)
        return try log.lossWithin()
    }

    /// Checks the same between two transactions, and that nobody else has changed the log or its index.
    mutating func checkBetween(_ connection: Connection) throws(StoreError) -> LogGuard.Loss? {
        guard connection.hasDatabaseHeader else {
            throw StoreError(.damaged, "\(shown) was overwritten while it was open")
        }
        try checkDatabase(connection)
        return try log.look(connection)
    }

    /// True when the file was changed since the last call though this process has not written to it, of which it counts how often it
    /// has; false the first time. A change in the very moment of an own one is not noticed.
    mutating func wasWrittenByOthers(ownWrites: Int) -> Bool {
        guard let now = (try? system.information(path: path))??.identity.modifiedNanoseconds else {
            return false
        }
        defer { seen = (now, ownWrites) }
        guard let seen else { return false }
        return seen.modified != now && seen.writes == ownWrites
    }

    /// Sizes in bytes of the database file and its WAL; 0 for what is missing.
    func sizes() -> (database: Int, wal: Int) {
        let database = try? system.information(path: path)
        let wal = try? system.information(path: walPath)
        return (database?.identity.size ?? 0, wal?.identity.size ?? 0)
    }
}
