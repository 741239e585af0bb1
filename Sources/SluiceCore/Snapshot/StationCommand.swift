/// What an operator can ask the owner of a station to do; it is answered by a ``StationReply``.
package enum StationCommand: Sendable, Hashable {
    /// The operator has seen an alert.
    case acknowledge(alert: Int64)
    /// Starts the simulated feed with so many files a minute of so many records each.
    case startFeed(filesPerMinute: Int, records: Int)
    /// Stops it.
    case stopFeed
    /// Does an operation of the quarantine desk.
    case operate(OperationRequest)
    /// Ends an operation that is under way or waits, by its ticket: nothing of it is kept. It has its own reply.
    case cancel(ticket: Int64)
    /// Lists the inbox now.
    case rescan
    /// Stops the pipeline and ends the owner.
    case stop
}
