package import SluiceCore

/// What the quarantine desk has under way and has done last, beside what the screens show.
package struct Desk: Sendable {
    /// An operation that was asked for and is not answered yet.
    package struct Running: Sendable {
        /// What was asked for.
        package let request: OperationRequest
        /// Since when, in microseconds since 1970 UTC.
        package let sinceMicroseconds: Int64
    }

    /// What runs, by its number.
    package private(set) var running: [RequestID: Running] = [:]
    /// What of it the operator has asked to end.
    package private(set) var ending: Set<RequestID> = []
    /// What is done but still shown, because something lies over the screen.
    package var done: [(id: RequestID, report: OperationReport)] = []

    /// Nothing under way.
    package init() {}

    /// Remembers what was asked for.
    mutating func begin(_ request: OperationRequest, as id: RequestID, now: Int64) {
        running[id] = Running(request: request, sinceMicroseconds: now)
    }

    /// Forgets what was asked for; nil when it was not an operation.
    mutating func end(_ id: RequestID) -> OperationRequest? {
        ending.remove(id)
        return running.removeValue(forKey: id)?.request
    }

    /// Remembers that an operation is to end.
    mutating func markEnding(_ id: RequestID) { ending.insert(id) }

    /// Which of what runs a picture of the station tells the progress of; nil when that is somebody else's.
    func number(of progress: OperationProgress) -> RequestID? {
        running.first { $0.value.request.ticket == progress.ticket }?.key
    }
}
