/// What became of a ``StationCommand``.
package enum StationReply: Sendable, Equatable {
    /// It was done.
    case done
    /// An operation of the quarantine desk was done.
    case operated(OperationReport)
    /// It was not; why, and what to do instead, in one sentence for the operator.
    case refused(String)
}
