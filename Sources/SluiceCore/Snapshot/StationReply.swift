/// What became of a ``StationCommand``.
package enum StationReply: Sendable, Equatable {
    /// It was done.
    case done
    /// An operation of the quarantine desk was done.
    case operated(OperationReport)
    /// An operation was ended before it was done; nothing of it was kept.
    case cancelled
    /// The owner ends before it could do it; nothing was changed, and another owner can be asked.
    case stopping
    /// It was not; why, and what to do instead, in one sentence for the operator.
    case refused(String)
    /// It was not, because the database is unavailable; why.
    case unavailable(String)
}
