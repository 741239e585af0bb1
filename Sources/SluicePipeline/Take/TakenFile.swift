package import SluiceCore
package import SluiceSystem

/// Where a file to be taken comes from.
package enum TakeSource: Sendable, Hashable {
    /// A name in the inbox; the file is moved to the archive once its rows are committed.
    case inbox(name: [UInt8])
    /// A path given to `ingest`; the file stays where it is and a copy goes to the archive.
    case path([UInt8])
    /// A file that lies where it is to stay: a database is made anew from it.
    ///
    /// Indirect, because thousands of files of the inbox may wait in memory, and this rare case would double the size of each.
    indirect case kept(KeptFile)

    /// The file's name without directories, as bytes.
    package var name: [UInt8] {
        switch self {
        case .inbox(let name): return name
        case .path(let path): return Array(path.split(separator: UInt8(ascii: "/")).last ?? [])
        case .kept(let file): return file.name
        }
    }

    /// The path by which somebody waits for its end; nil for a file of the inbox.
    package var path: [UInt8]? {
        switch self {
        case .inbox: return nil
        case .path(let path): return path
        case .kept(let file): return file.path
        }
    }

    /// The whole path of a file from outside the inbox, of which a copy is to get into the archive; nil for any other.
    var outsidePath: [UInt8]? {
        switch self {
        case .path(let path): HostProcess.absolutePath(path)
        case .kept(let file) where file.isOutside: file.path
        case .inbox, .kept: nil
        }
    }

    /// How often it had failed before this process knew of it.
    var earlierAttempts: Int { if case .kept(let file) = self { file.attempts } else { 0 } }

    /// The ledger id that a file of an older database had; nil for any other.
    var ledgerID: Int64? { if case .kept(let file) = self { file.ledgerID } else { nil } }

    /// The name by which the ledger knows a kept file that lies on this side, refused or not; nil for one that is to be moved there.
    func keptName(isRefused: Bool) -> String? {
        guard case .kept(let file) = self, file.isRefused == isRefused else { return nil }
        return file.archiveName
    }
}

/// A file that waits to be taken, under a number that identifies this attempt chain in the pipeline.
package struct PendingFile: Sendable {
    /// Unique in this process, in order of arrival.
    package let ticket: UInt64
    /// Where the file is.
    package let source: TakeSource
    /// What it was when it became ready; compared again after reading and before archiving.
    package let identity: FileIdentity
    /// When it was first seen, in microseconds since 1970 UTC.
    package let discoveredAt: Int64
    /// When it became ready, in nanoseconds of the monotonic clock.
    package let readySince: UInt64
    /// How many attempts to take it have failed.
    package var attempts = 0
    /// Set when it is read while it settles: nothing of it is stored for good before this says yes.
    package var confirmation: SettleConfirmation?

    /// True when it goes over the big lane; the groups of small files do not wait for it.
    var isBig: Bool { identity.size > Intake.bigFileBytes }

    /// True when somebody waits for its end by its path.
    var isPath: Bool { source.path != nil }
}

/// A file that was read to its end without changing meanwhile, judged and hashed.
package struct TakenFile: Sendable {
    /// What the judgement of the whole file was.
    package enum Verdict: Sendable {
        /// All its records are in these chunks (or, when it is being loaded in steps, the last of them are).
        case accepted([RecordChunk])
        /// The file as a whole is refused; the chunks are only to be given back.
        case rejected([Finding], chunks: [RecordChunk])
    }

    /// The file.
    package let pending: PendingFile
    /// What it was while it was read.
    package let identity: FileIdentity
    /// SHA-256 of the bytes read; nil when the file was refused unread.
    package let sha256: [UInt8]?
    /// The dataset that judged it; nil when its header could not be read.
    package let dataset: Dataset?
    /// The header's bytes without mark and line end.
    package let header: [UInt8]
    /// The judgement.
    package let verdict: Verdict
    /// Records read: rows, held ones.
    package let counts: JudgeCounts
    /// The loading that this file's earlier chunks went to; nil for a file that fitted in memory.
    package let loading: LoadingTicket?
    /// Nanoseconds spent on opening, reading, hashing and judging.
    package let takeNanoseconds: UInt64

    /// The chunks that go back to the pool once the file is written.
    var chunks: [RecordChunk] {
        switch verdict {
        case .accepted(let chunks): return chunks
        case .rejected(_, let chunks): return chunks
        }
    }
}

/// How an attempt to take a file ended.
package enum TakeOutcome: Sendable {
    /// It was handed to the writer.
    case delivered
    /// It was given up because a step of it could not be written; the writer has reported that.
    case reported
    /// It changed while it was read: nothing is kept, it settles again.
    case changed
    /// It is no longer there, or is no regular file any more.
    case gone
    /// A system call failed; the file stays where it is and is tried again.
    case failed(SystemError)
    /// The pipeline is stopping; nothing is kept.
    case cancelled
}
