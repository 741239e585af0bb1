/// An operation of the quarantine desk that is under way, as pictures of the station show it.
package struct OperationProgress: Sendable, Equatable {
    /// The number that who asked for it gave it, see ``OperationRequest/ticket``.
    package var ticket: Int64
    /// Who asked for it.
    package var actor: String
    /// Its word, such as `release`.
    package var action: String
    /// How many entries or rows are done.
    package var done = 0
    /// Of how many; 0 while that is not known.
    package var total = 0

    /// An operation that has just begun.
    package init(_ request: OperationRequest) {
        ticket = request.ticket
        actor = request.actor
        action = request.operation.word
    }

    /// An operation somewhere.
    package init(ticket: Int64, actor: String, action: String, done: Int, total: Int) {
        self.ticket = ticket
        self.actor = actor
        self.action = action
        self.done = done
        self.total = total
    }

    /// True when all is done and what came of it is being written: committed, with the files of `quarantine/` behind it.
    package var isWriting: Bool { total > 0 && done >= total }

    /// How much of it is done, from 0 to 1; nil while that is not known.
    package var share: Double? {
        total > 0 ? min(1, Double(done) / Double(total)) : nil
    }
}
