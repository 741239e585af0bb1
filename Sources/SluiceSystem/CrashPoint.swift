internal import Glibc
internal import Synchronization

/// The named places between two durable steps where a test can kill the process.
///
/// `SLUICE_CRASHPOINT=commit.after:3` kills it with SIGKILL when it passes that point for the third time. Costs one
/// comparison when the variable is not set.
package enum CrashPoint: String, Sendable, CaseIterable {
    /// Before a group of files is committed.
    case commitBefore = "commit.before"
    /// After COMMIT has returned, before anything else is done.
    case commitAfter = "commit.after"
    /// Before a step of a big file is written.
    case loadingStep = "loading.step"
    /// Before the transaction that makes a big file visible.
    case loadingFinish = "loading.finish"
    /// Before the quarantine files of a source file are written.
    case quarantineBefore = "quarantine.before"
    /// After the first of the two quarantine files was written.
    case quarantineBetween = "quarantine.between"
    /// After both were written.
    case quarantineAfter = "quarantine.after"
    /// Before a file is renamed into the archive.
    case archiveBefore = "archive.before"
    /// After the rename, before the directories are synchronised.
    case archiveRenamed = "archive.renamed"
    /// After the directories were synchronised, before the ledger says so.
    case archiveSynchronized = "archive.synchronized"
    /// When the copy across devices is complete under its temporary name.
    case archiveCopied = "archive.copied"
    /// When the copy has its name, before the source is removed.
    case archiveCopyNamed = "archive.copyNamed"
    /// Before the ledger is told that files are in the archive.
    case ledgerArchived = "ledger.archived"
    /// Before a rejected file is moved to the quarantine directory.
    case rejectedBefore = "rejected.before"
    /// After it was moved.
    case rejectedMoved = "rejected.moved"
    /// After an operation on rules was committed, before the dataset's file is replaced.
    case rulesReplace = "rules.replace"
    /// After it was replaced, before the database knows.
    case rulesReplaced = "rules.replaced"
    /// When a rebuilt database is complete, before the old one is moved aside.
    case replacementReady = "replacement.ready"
    /// When the log of the old database is aside and the database itself is not.
    case replacementBetween = "replacement.between"
    /// When the old database is aside and the new one does not have its name yet.
    case replacementAside = "replacement.aside"
    /// While recovery removes the rows of an unfinished file.
    case recoveryRemove = "recovery.remove"
    /// Before the transaction of an operation begins.
    case operationBefore = "operation.before"
    /// When everything of an operation is written, before its COMMIT.
    case operationCommit = "operation.commit"
    /// After that COMMIT has returned, before the files of `quarantine/` follow.
    case operationDone = "operation.done"
    /// Between two files of `quarantine/` that follow an operation.
    case operationFiles = "operation.files"

    private static let armed: (name: String, count: Int)? = parse(getenv("SLUICE_CRASHPOINT"))
    private static let passed = Atomic<Int>(0)

    /// Kills the process if this point is armed and its count is reached.
    package func pass() {
        guard let armed = Self.armed, armed.name == rawValue else { return }
        if Self.passed.add(1, ordering: .relaxed).newValue == armed.count {
            kill(getpid(), SIGKILL)
        }
    }

    private static func parse(_ text: UnsafeMutablePointer<CChar>?) -> (name: String, count: Int)? {
        guard let text else { return nil }
        let parts = String(cString: text).split(separator: ":")
        guard let name = parts.first else { return nil }
        return (String(name), parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }
}
