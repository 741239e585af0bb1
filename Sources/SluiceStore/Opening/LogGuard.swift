internal import SluiceSystem

/// The write-ahead log and its index (`-wal`, `-shm`) as files, watched while the writer has them open.
///
/// SQLite trusts both blindly: it goes on for hours with a removed index that no other process sees, and copies a log that
/// was truncated and grew again, full of zeros, over the database. So what they are is noted after each transaction of the
/// writer; what has changed otherwise before the next one is compared as a whole: checksums of all frames, and whether the
/// index leads to them.
struct LogGuard {
    /// What is wrong.
    enum Loss: Equatable {
        /// The log is not what its path leads to.
        case logRemoved
        /// The index is not what its path leads to, or is too short to be looked at.
        case indexRemoved
        /// The index does not lead to what the log holds.
        case indexDamaged
        /// The log does not hold any more what was written; 0 is its header.
        case logDamaged(frame: Int)
    }

    /// The name of a log that is of no use any more, behind that of the database.
    private static let asideSuffix = Array("-wal.damaged".utf8)

    private let path: [UInt8]
    private let system: System
    private var log: FileIdentity?
    private var index: FileIdentity?
    private var digest: UInt64 = 0
    /// The end of the last commit, and how many frames before it were in the database then.
    private(set) var mark: LogMark?
    private var copied = 0
    /// Up to where the log was last read.
    private var checked: LogMark?

    /// Watches the log of the database at a path; touches nothing.
    init(path: [UInt8], system: System) {
        self.path = path
        self.system = system
    }

    /// What stands under the names of both; nil for nothing.
    private typealias Files = (log: FileIdentity?, index: FileIdentity?)

    private func files() throws(StoreError) -> Files {
        func found(_ suffix: String) throws(SystemError) -> FileIdentity? {
            try system.information(path: path + Array(suffix.utf8))?.identity
        }
        do throws(SystemError) {
            return (try found("-wal"), try found("-shm"))
        } catch {
            throw StoreError(.io, error.description)
        }
    }

    private static func isSame(_ one: FileIdentity?, _ other: FileIdentity?) -> Bool {
        one?.inode == other?.inode && one?.device == other?.device
    }

    // MARK: Looking

    /// Notes the files that are open from now on; after the first transaction, when there are some.
    mutating func begin(_ connection: Connection) throws(StoreError) -> Loss? {
        (log, index) = try files()
        mark = nil
        return try verify(connection)
    }

    /// Notes what a transaction of the writer has left behind. Two `stat` calls and some microseconds.
    mutating func note(_ connection: Connection) throws(StoreError) -> Loss? {
        // Read before the log's size: another program may add to both.
        let state = connection.logIndex()
        let now = try files()
        if let loss = loss(of: now) { return loss }
        guard let state else { return .indexDamaged }
        guard now.log?.size ?? 0 >= state.mark.bytes else {
            return now.log == nil ? .logRemoved : .logDamaged(frame: 0)
        }
        (log, index) = now
        (mark, copied) = (state.mark, state.copied)
        digest = connection.logIndexDigest()
        return nil
    }

    /// Looks whether both files are still there, and the index not shorter than it must be.
    func lossOfFiles() throws(StoreError) -> Loss? { loss(of: try files()) }

    /// Looks for the same, and whether the log is as long as it must be, within a transaction, when nobody else can start it over.
    func lossWithin() throws(StoreError) -> Loss? {
        let now = try files()
        if let loss = loss(of: now) { return loss }
        return now.log?.size ?? 0 < mark?.bytes ?? 0 ? .logDamaged(frame: 0) : nil
    }

    private func loss(of now: Files) -> Loss? {
        guard Self.isSame(now.index, index), now.index?.size ?? 0 >= index?.size ?? 0 else {
            return .indexRemoved
        }
        return Self.isSame(now.log, log) ? nil : .logRemoved
    }

    /// Looks whether anything has changed since the last transaction, and compares all of it when it has; between two of them.
    mutating func look(_ connection: Connection) throws(StoreError) -> Loss? {
        let now = try files()
        if let loss = loss(of: now) { return loss }
        if now.log?.size == log?.size, now.log?.changedNanoseconds == log?.changedNanoseconds,
            digest == connection.logIndexDigest()
        {
            return nil
        }
        return try verify(connection)
    }

    /// Reads what was written since this was last called, from a mark on: what was changed while a transaction was open was
    /// noted as the writer's own.
    mutating func checkNew(
        _ connection: Connection, from earlier: LogMark?
    ) throws(StoreError) -> Loss? {
        guard let mark, mark != checked else { return nil }
        guard case .damaged(let frame) = try connection.verifyLog(from: earlier, to: mark) else {
            checked = mark
            return nil
        }
        return .logDamaged(frame: frame)
    }

    /// Compares the whole log with its index, and both with what was written; notes them when all is well.
    mutating func verify(_ connection: Connection) throws(StoreError) -> Loss? {
        let loss = try compare(connection)
        guard loss != nil, loss != .logRemoved, loss != .indexRemoved else { return loss }
        // Another program may have started the log over meanwhile; damage is there a second time.
        return try compare(connection)
    }

    private mutating func compare(_ connection: Connection) throws(StoreError) -> Loss? {
        var end = connection.logIndex()?.mark
        if let mark, mark.frames > 0 {
            // Another program may have added to the log, or started it over.
            if let now = end, now.frames < mark.frames || now.salts != mark.salts,
                !now.hasRestarted(since: mark)
            {
                end = nil
            }
            if end == nil, case .damaged(let frame) = try connection.verifyLog(to: mark) {
                return .logDamaged(frame: frame)
            }
        }
        guard let end else { return .indexDamaged }
        switch try connection.verifyLog(to: end, index: true) {
        case .damaged(let frame): return .logDamaged(frame: frame)
        case .misled: return .indexDamaged
        case .whole:
            checked = end
            return try note(connection)
        }
    }

    // MARK: Saving

    /// Saves what can be saved, after which every connection has to be closed and opened anew; answers what is to be told.
    ///
    /// `known` is a mark up to which the log was copied. What is whole is kept, a removed log written anew from the open one; a
    /// log whose whole part is older than the database would take pages back and is set aside.
    func rescue(_ loss: Loss, _ connection: Connection, copiedTo known: LogMark?) -> StoreError {
        connection.abandonFiles()
        connection.leavesLogWhenClosed()
        let shown = PathText.shown(path)
        let isIndexOpen = loss != .indexRemoved
        let state = isIndexOpen ? connection.logIndex() : nil
        var end = mark
        if let now = state?.mark, mark.map({ now.hasRestarted(since: $0) }) ?? true { end = now }
        var damaged: Int?
        if case .logDamaged(let frame) = loss, frame > 0 { damaged = frame }
        if damaged == nil, let end {
            do throws(StoreError) {
                if case .damaged(let frame) = try connection.verifyLog(to: end) {
                    damaged = frame
                }
            } catch {
                return Self.lost("the -wal of \(shown) was lost: \(error)")
            }
        }
        guard let damaged else {
            if loss == .indexDamaged { connection.discardLogIndex() }
            if loss == .logRemoved {
                do {
                    try putBack(connection, to: end)
                } catch {
                    return Self.lost(
                        Self.words(loss, shown) + ", and cannot be put back: \(error)")
                }
            }
            return StoreError(
                .renewed, Self.words(loss, shown) + ": nothing is lost, it is made anew")
        }
        var copied = [copied, state?.mark == end ? state?.copied ?? 0 : 0].max() ?? 0
        if let known, known.salts == end?.salts { copied = max(copied, known.frames) }
        if isIndexOpen { connection.discardLogIndex() }
        if damaged <= copied || loss == .logRemoved { setAside() }
        let damage = Self.words(.logDamaged(frame: damaged), shown)
        if let end, copied >= end.frames {
            return StoreError(.renewed, damage + ": nothing is lost, the database has it")
        }
        return Self.lost(damage + ": the database lacks what was stored last")
    }

    private static func lost(_ message: String) -> StoreError { StoreError(.logLost, message) }

    private static func words(_ loss: Loss, _ shown: String) -> String {
        switch loss {
        case .logRemoved: "the -wal of \(shown) was removed or replaced"
        case .indexRemoved: "the -shm of \(shown) was removed, replaced or truncated"
        case .indexDamaged: "the -shm of \(shown) was overwritten"
        case .logDamaged: "the -wal of \(shown) was truncated or overwritten"
        }
    }

    private func directory() throws(SystemError) -> (Directory, name: [UInt8]) {
        let parts = PathParts(path)
        return (try system.openDirectory(path: parts.directory), parts.name)
    }

    /// Writes the log that is open, but not there any more, under its name.
    private func putBack(_ connection: Connection, to end: LogMark?) throws {
        let (directory, name) = try directory()
        let new = Array(".copying-".utf8) + name + Array("-wal".utf8)
        try directory.remove(new)
        let file = try directory.create(new)
        var offset = 0
        while let end, offset < end.bytes {
            var block = [UInt8](repeating: 0, count: min(1 << 20, end.bytes - offset))
            let isThere = try block.withUnsafeMutableBytes { (buffer) throws(StoreError) in
                try connection.readLog(buffer, at: offset)
            }
            guard isThere else { throw StoreError(.io, "it ends before its last frame") }
            try system.write(block, to: file)
            offset += block.count
        }
        try system.synchronize(file)
        try directory.replace(name + Array("-wal".utf8), by: new)
        try directory.synchronize()
    }

    private func setAside() {
        guard let (directory, name) = try? directory() else { return }
        try? directory.replace(name + Self.asideSuffix, by: name + Array("-wal".utf8))
        try? directory.synchronize()
    }
}
