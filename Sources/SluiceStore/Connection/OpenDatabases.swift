internal import SluiceSystem
internal import Synchronization

/// Which database files this process has open through SQLite, so that it never opens and closes one beside it.
///
/// Closing any descriptor of a file drops every POSIX lock that the process holds on it (sqlite.org/howtocorrupt.html,
/// 2.2): another program would then take itself for the last one, delete the WAL, and later commits would be lost.
enum OpenDatabases {
    fileprivate struct Key: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    private static let counts = Mutex<[Key: Int]>([:])
    /// Databases that nobody opens before every connection that this process has to them is closed.
    private static let abandoned = Mutex<Set<Key>>([])

    /// Runs `body`, which may open and close the file, unless a connection of this process has it open.
    ///
    /// No connection is opened meanwhile.
    static func unlessOpen(
        _ identity: FileIdentity, _ body: () throws(SystemError) -> Void
    ) throws(SystemError) {
        let outcome = counts.withLock { counts -> Result<Void, SystemError> in
            if counts[Key(device: identity.device, inode: identity.inode)] != nil {
                return .success(())
            }
            do throws(SystemError) {
                return .success(try body())
            } catch {
                return .failure(error)
            }
        }
        try outcome.get()
    }

    /// What a connection holds from its opening to its closing.
    struct Hold {
        fileprivate let key: Key?
    }

    /// Opens a connection by `open` and counts it with the file that its path leads to; nil when it was abandoned and is still
    /// open elsewhere.
    static func open(path: [UInt8], _ open: () -> Void) -> Hold? {
        counts.withLock { counts in
            let before = try? System().information(path: path)?.identity
            if let before,
                isAbandoned(Key(device: before.device, inode: before.inode))
            {
                return nil
            }
            open()
            let identity = try? System().information(path: path)?.identity
            let key = identity.map { Key(device: $0.device, inode: $0.inode) }
            if let key { counts[key, default: 0] += 1 }
            return Hold(key: key)
        }
    }

    /// Counts a connection out after it was closed.
    static func close(_ hold: Hold) {
        guard let key = hold.key else { return }
        counts.withLock { counts in
            let count = (counts[key] ?? 1) - 1
            counts[key] = count > 0 ? count : nil
            if count <= 0 { abandoned.withLock { _ = $0.remove(key) } }
        }
    }

    /// Files of a database were removed or replaced while they were open: connections of one process share what they have open, so
    /// only when all of them are closed does another one see the files that are there.
    static func abandon(_ hold: Hold) {
        guard let key = hold.key else { return }
        counts.withLock { counts in
            if counts[key] != nil { abandoned.withLock { _ = $0.insert(key) } }
        }
    }

    /// True when a connection is to be closed for that.
    static func isAbandoned(_ hold: Hold) -> Bool { hold.key.map { isAbandoned($0) } ?? false }

    private static func isAbandoned(_ key: Key) -> Bool { abandoned.withLock { $0.contains(key) } }
}
