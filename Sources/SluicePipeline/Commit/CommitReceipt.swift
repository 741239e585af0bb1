package import SluiceCore
internal import SluiceStore
package import SluiceSystem

/// What became of one file in a committed group; from here on it may be acknowledged and archived.
///
/// An object, because thousands of files may wait for the archive: tables of them hold references.
package final class CommitReceipt: Sendable {
    /// How the ledger knows the file.
    package enum Kind: Sendable, Equatable {
        /// Its rows are stored.
        case committed
        /// Its content is known under this ledger row, of which nothing is stored where another file has taken its place.
        case duplicate(of: Int64, superseded: Supersession? = nil)
        /// It was refused as a whole.
        case rejected([Finding])
    }

    /// What took the place of a file.
    package struct Supersession: Sendable, Equatable {
        /// The batch of the journal, which can be undone.
        package let batch: Int64
        /// The later file; nil where the journal does not tell it.
        package let by: Int64?

        /// Makes one.
        package init(batch: Int64, by: Int64?) {
            self.batch = batch
            self.by = by
        }
    }

    /// The file as it was taken.
    package let pending: PendingFile
    /// What it was while it was read.
    package let identity: FileIdentity
    /// Its ledger row.
    package let fileID: Int64
    /// How the ledger knows it.
    package let kind: Kind
    /// True when it is to lie in `quarantine/`.
    var isRefused: Bool { if case .rejected = kind { true } else { false } }
    /// Where it is to lie: in the archive, or in `quarantine/` when it is rejected.
    package let archiveName: String?
    /// SHA-256 of its content; nil when it was refused unread.
    package let sha256: [UInt8]?
    /// The dataset that judged it; nil when its header could not be read.
    package let datasetName: String?
    /// Its header's bytes without mark and line end.
    package let header: [UInt8]
    /// Records stored as rows.
    package let stored: Int
    /// Records held in quarantine.
    package let held: Int
    /// The held records by the code of their first finding, as they were judged; those of a repeated key are in none.
    package let heldByCode: [FindingCode: Int]
    /// Records dropped because their dataset skips or replaces repeated keys.
    package let discarded: Int
    /// Findings of rules whose severity is `warn` or `null`: what broke them is stored, as it stands or as no value.
    package let warnings: Int
    /// Rows of earlier files that gave way to rows of this one; they count as discarded there.
    package let replaced: Int
    /// Records read.
    package var records: Int { stored + held + discarded }
    /// Nanoseconds spent on reading and judging.
    package let takeNanoseconds: UInt64
    /// Nanoseconds spent on writing its rows, without the commit it shared.
    package let writeNanoseconds: UInt64

    init(
        _ file: TakenFile, _ result: StoredFile, kind: Kind, writeNanoseconds: UInt64
    ) {
        pending = file.pending
        identity = file.identity
        fileID = result.id
        self.kind = kind
        archiveName = result.file.archiveName
        sha256 = file.sha256
        datasetName = file.dataset?.name
        header = file.header
        stored = result.file.stored
        held = result.file.quarantined
        heldByCode = file.counts.heldByCode
        discarded = result.file.discarded
        warnings = file.counts.softened
        replaced = result.replaced
        takeNanoseconds = file.takeNanoseconds
        self.writeNanoseconds = writeNanoseconds
    }

    /// The receipt of a file that an earlier run committed and did not archive.
    init(recovering entry: LedgerEntry, pending: PendingFile, kind: Kind) {
        self.pending = pending
        identity = pending.identity
        fileID = entry.id
        self.kind = kind
        archiveName = entry.file.archiveName
        sha256 = entry.file.sha256
        datasetName = entry.file.dataset
        header = entry.file.header
        stored = entry.file.stored
        held = entry.file.quarantined
        heldByCode = [:]
        discarded = entry.file.discarded
        warnings = 0
        replaced = 0
        takeNanoseconds = 0
        writeNanoseconds = 0
    }
}

/// How a group of files ended on the writer queue.
package enum GroupOutcome: Sendable {
    /// COMMIT has returned: these files are stored for good. `commitNanoseconds` is the time COMMIT took.
    case committed([CommitReceipt], commitNanoseconds: UInt64)
    /// Nothing of these files was stored; the store was closed if the failure was more than a lock.
    case failed([PendingFile], StoreFailure)
    /// Nothing of these files was stored, because one of them changed while it settled; the store is as it was.
    case undone([PendingFile])
}

/// Why the writer could not go on.
package struct StoreFailure: Error, Sendable {
    /// True when the environment is to blame (locked, full, I/O) and the same files may pass later.
    package let isEnvironment: Bool
    /// True when a lock, a full disk, an I/O error or a file that cannot be opened is to blame: a start may wait for its end, too. After a
    /// failed fsync nothing is forced again: the next attempt is made by a new connection, from what is on disk.
    package var mayPass = false
    /// What happened, for the operator; no values.
    package let message: String
    /// What an operator can do about it; empty when nobody knows.
    package let remedy: String

    init(_ error: StoreError) {
        isEnvironment = error.isEnvironment
        mayPass = [.locked, .full, .io, .cannotOpen, .syncFailed, .renewed, .rulesBehind]
            .contains(error.kind)
        message = error.message
        remedy = error.remedy
    }

    /// Makes a failure.
    package init(isEnvironment: Bool, message: String, remedy: String = "") {
        self.isEnvironment = isEnvironment
        self.message = message
        self.remedy = remedy
    }
}
