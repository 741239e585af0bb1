package import SluiceCore

/// What happened in the pipeline, for logs and screens; reported on the pipeline queue, in order.
package enum PipelineEvent: Sendable {
    /// The store is open, what an earlier run left is finished, and the inbox is watched.
    case started
    /// Rows, duplicates or rejections of a group are stored for good.
    case filesCommitted([CommitReceipt], commitNanoseconds: UInt64)
    /// A file lies in the archive (or in `quarantine/`) under this name.
    case fileArchived(CommitReceipt, name: String)
    /// A file changed while it was read or before it was archived; it is taken anew.
    case fileChanged(name: [UInt8])
    /// A file vanished before it was taken or archived.
    case fileVanished(name: [UInt8], wasStored: Bool)
    /// Something of the environment failed and is tried again; the remedy is what an operator can do.
    case attemptFailed(
        what: String, reason: String, remedy: String, attempt: Int, retrySeconds: Double)
    /// What had failed works again.
    case recovered(what: String)
    /// An operation of the quarantine desk is done for good.
    case operated(OperationRequest, OperationReceipt)
    /// Something an operator should know, in one line.
    case notice(String)
    /// Something an operator must look at, in one line.
    case alarm(String)
    /// Everything is finished and closed.
    case stopped
}
