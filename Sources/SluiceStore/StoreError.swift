internal import CSQLite

/// Why the store could not do something: a kind to decide by, and words for the log.
package struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What sort of failure it is, as far as a caller decides by it.
    package enum Kind: String, Sendable, Equatable {
        /// Another connection holds a lock; the same call succeeds later.
        case locked
        /// No space, no memory or a quota; the same call succeeds once there is room.
        case full
        /// Reading or writing failed; worth another attempt.
        case io
        /// The database cannot be opened now: permissions, too many files, a read-only file system.
        case cannotOpen
        /// An fsync failed: what was written may be lost. Close this store, open a new one and recover.
        case syncFailed
        /// The database is damaged: empty, truncated, overwritten. Nothing may be acknowledged any more.
        case damaged
        /// Of the database's log or index something was lost or damaged, and nothing that was stored: opened anew, it is whole.
        case renewed
        /// The log was damaged before it was copied into the database: what was stored last is gone from it.
        case logLost
        /// The open database was unlinked or replaced: what is written now would be lost.
        case replaced
        /// A newer program wrote this database.
        case newerSchema
        /// Others may write to the directory of the database.
        case unsafeDirectory
        /// Other files brought records of the same keys while this one was loaded: it must be read again. Nothing was changed.
        case overtaken
        /// Somebody did not want the result any more: ``StoreInterruption/request()``.
        case interrupted
        /// A dataset file that a committed operation has changed cannot be replaced now; worth another attempt.
        case rulesBehind
        /// What an operator asks for cannot be done; the message says why. Nothing was changed.
        case refused
        /// The operator has ended an operation before its end. Nothing was changed.
        case cancelled
        /// A constraint refused, conservation of records included: a programming error.
        case constraint
        /// Calls in a wrong order, SQL that does not compile: a programming error.
        case misuse
    }

    /// The sort of failure.
    package let kind: Kind
    /// The extended result code of SQLite; 0 when SQLite did not report it.
    package let code: Int32
    /// The kernel's error number behind a failed read or write; 0 where there is none.
    package let cause: Int32
    /// What was attempted with which path, and the reason; of a programming error the statement, too; never a bound value.
    package let message: String

    /// A failure that SQLite did not report.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        code = 0
        cause = 0
        self.message = message
    }

    /// A failure that SQLite reported.
    init(code: Int32, message: String, cause: Int32 = 0) {
        kind = Self.kind(of: code)
        self.code = code
        self.cause = cause
        self.message = message
    }

    /// A failure that SQLite reported of a statement, which is told where it is to blame: an operator can do nothing with it.
    init(code: Int32, message: String, cause: Int32, statement: String) {
        let kind = Self.kind(of: code)
        let isProgramming = kind == .constraint || kind == .misuse
        self.init(
            code: code, message: isProgramming ? "\(message) in: \(statement)" : message,
            cause: cause)
    }

    /// One line for a log.
    package var description: String { message }

    /// True when waiting may help: the caller backs off and tries again.
    package var isEnvironment: Bool {
        switch kind {
        case .locked, .full, .io, .cannotOpen, .renewed: return true
        default: return false
        }
    }

    /// True when a write or a lock was refused: what is given up for it now would be given up for nothing. False for bytes
    /// that cannot be read, or are not what they should be: another attempt finds the same.
    package var isRefusal: Bool {
        // SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ
        (isEnvironment || kind == .syncFailed) && code != 266 && code != 522
    }

    private static func kind(of code: Int32) -> Kind {
        switch code {
        case 4874: return .full  // SQLITE_IOERR_SHMSIZE: no room for the -shm file
        case 1034, 1290: return .syncFailed  // SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC
        case 1032: return .replaced  // SQLITE_READONLY_DBMOVED
        default: break
        }
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: return .locked
        case SQLITE_FULL, SQLITE_NOMEM: return .full
        case SQLITE_IOERR: return .io
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY: return .cannotOpen
        case SQLITE_INTERRUPT: return .interrupted
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .damaged
        case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH: return .constraint
        default: return .misuse
        }
    }
}
