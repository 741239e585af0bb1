/// An operation with what the journal keeps of it.
package struct OperationRequest: Sendable, Hashable {
    /// What is done.
    package var operation: QuarantineOperation
    /// Who asks for it: the name of the operator's account.
    package var actor: String
    /// Why; ``QuarantineOperation/accept(_:)`` needs one.
    package var reason: String?
    /// Entries of the selection that are to be left as they are.
    package var excluded: Set<Int64> = []
    /// The newest entry that was there when it was shown what would be done: later ones of a query stay as they are; nil for all.
    package var newestEntry: Int64?
    /// A number by which whoever asks finds the operation in pictures of the station and can end it; 0 for none.
    package var ticket: Int64 = 0

    /// Makes a request.
    package init(_ operation: QuarantineOperation, actor: String, reason: String? = nil) {
        self.operation = operation
        self.actor = actor
        self.reason = reason
    }
}
