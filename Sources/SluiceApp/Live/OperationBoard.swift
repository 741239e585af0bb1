package import SluiceCore

/// The operations of the quarantine desk that were asked for and are not done: how far the first is, and which are to end.
///
/// Pure; one at a time is under way, the others wait in the order in which they were asked for.
package struct OperationBoard: Sendable {
    private struct Asked {
        let number: Int
        var progress: OperationProgress
        var isCancelled = false
    }

    private var asked: [Asked] = []
    private var nextNumber = 0

    /// Nothing asked for.
    package init() {}

    /// How far the operation under way is; nil while there is none.
    package var progress: OperationProgress? { asked.first?.progress }

    /// Enters an operation and answers its number here.
    package mutating func begin(_ request: OperationRequest) -> Int {
        nextNumber += 1
        asked.append(Asked(number: nextNumber, progress: OperationProgress(request)))
        return nextNumber
    }

    /// Notes how far an operation is.
    package mutating func advance(_ number: Int, done: Int, total: Int) {
        guard let place = place(number) else { return }
        asked[place].progress.done = done
        asked[place].progress.total = total
    }

    /// Marks the operations of a ticket as to be ended; false when there is none.
    package mutating func cancel(ticket: Int64) -> Bool {
        var isKnown = false
        for place in asked.indices where asked[place].progress.ticket == ticket {
            asked[place].isCancelled = true
            isKnown = true
        }
        return isKnown
    }

    /// True when an operation is to end.
    package func isCancelled(_ number: Int) -> Bool {
        place(number).map { asked[$0].isCancelled } ?? false
    }

    /// Takes an operation out that is done, or was ended.
    package mutating func end(_ number: Int) {
        asked.removeAll { $0.number == number }
    }

    private func place(_ number: Int) -> Int? { asked.firstIndex { $0.number == number } }
}
