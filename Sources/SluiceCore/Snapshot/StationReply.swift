/// What became of a ``StationCommand``.
package enum StationReply: Sendable, Equatable {
    /// It was done.
    case done
    /// An operation of the quarantine desk was done.
    case operated(OperationReport)
    /// An operation was ended before it was done; nothing of it was kept.
    case cancelled
    /// It was not; why, and what to do instead, in one sentence for the operator.
    case refused(String)
}
