internal import CSQLite

package import SluiceSystem

/// A copy of the whole database, made while others read and write it.
extension StoreReader {
    /// Pages copied at a time: 8 MiB.
    private static let stepPages: Int32 = 1024

    /// Writes a copy of one state of the database to a new file, checks it, and forces it to disk; returns its size in bytes.
    ///
    /// The copy is a single file of mode 0600. It has its name only when it is complete; after a failure nothing is left.
    /// Writers go on meanwhile; the write-ahead log cannot be emptied until it ends. Throws `cannotOpen` when the name
    /// is taken. Linear in the size.
    package func backUp(
        to name: [UInt8], in directory: Directory, system: System
    ) throws(StoreError) -> Int {
        let temporary = Array(".copying-".utf8) + name
        do throws(SystemError) {
            guard try directory.information(name) == nil else {
                throw SystemError(.create, code: 17, subject: name)
            }
            for suffix in ["", "-journal", "-wal", "-shm"] {
                try directory.remove(temporary + Array(suffix.utf8))
            }
            _ = try directory.create(temporary)
        } catch {
            throw StoreError(.cannotOpen, error.description)
        }
        do throws(StoreError) {
            let path = directory.shownPath + [47] + temporary
            try reading { () throws(StoreError) in try copy(to: path) }
            return try finish(temporary, as: name, in: directory, system)
        } catch {
            try? directory.remove(temporary)
            throw error
        }
    }

    private func copy(to path: [UInt8]) throws(StoreError) {
        let target = try Connection(path: path, access: .writing)
        defer { target.close() }
        try target.execute("PRAGMA synchronous = OFF")
        guard let backup = sqlite3_backup_init(target.handle, "main", connection.handle, "main")
        else { throw target.error(sqlite3_errcode(target.handle), "copying the database") }
        var code = SQLITE_OK
        while code == SQLITE_OK { code = sqlite3_backup_step(backup, Self.stepPages) }
        let end = sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, end == SQLITE_OK else {
            let failure = target.error(end == SQLITE_OK ? code : end, "")
            throw StoreError(
                code: failure.code, message: "copying the database: \(failure.message)",
                cause: failure.cause)
        }
        // A copy is one file: no log beside it that could be forgotten.
        try target.execute("PRAGMA journal_mode = DELETE")
        guard try target.text("PRAGMA quick_check(1)") == "ok" else {
            throw StoreError(.damaged, "the copy is not whole: the database itself is damaged")
        }
    }

    private func finish(
        _ temporary: [UInt8], as name: [UInt8], in directory: Directory, _ system: System
    ) throws(StoreError) -> Int {
        do throws(SystemError) {
            try system.synchronize(try directory.openForReading(temporary))
            try directory.move(temporary, to: directory, as: name)
            try directory.synchronize()
            return try directory.information(name)?.identity.size ?? 0
        } catch {
            throw StoreError(.io, error.description)
        }
    }
}
