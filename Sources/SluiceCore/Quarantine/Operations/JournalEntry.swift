/// One line of the journal: who did what, when and why.
package struct JournalEntry: Sendable, Equatable {
    /// Its id, `journal.id`.
    package var id: Int64
    /// When, in microseconds since 1970 UTC.
    package var microseconds: Int64
    /// Who.
    package var actor: String
    /// The operation's word, such as `release` or `repair`.
    package var action: String
    /// The batch: the undo unit it belongs to.
    package var batch: Int64
    /// The file it is about; nil when there are several or none.
    package var fileID: Int64?
    /// The name of that file, spelled as in `files.name`; empty when there is none.
    package var fileName = ""
    /// The dataset; empty when there is none.
    package var dataset: String
    /// The entry it is about; nil for the head of a batch over many.
    package var entryID: Int64?
    /// Why; nil when no reason was given.
    package var reason: String?
    /// What was, in the form the action keeps.
    package var before: String?
    /// What is, in the form the action keeps.
    package var after: String?
    /// The journal entry that took it back; nil while it stands.
    package var undoneBy: Int64?
    /// How many entries or rows the batch touched.
    package var count: Int
    /// Of a change of rules the limits before and after, each as `mood_score 0…5 → -3…5`; empty for anything else.
    package var limits: [String] = []

    /// Makes a line.
    package init(
        id: Int64, microseconds: Int64, actor: String, action: String, batch: Int64, count: Int
    ) {
        self.id = id
        self.microseconds = microseconds
        self.actor = actor
        self.action = action
        self.batch = batch
        self.count = count
        dataset = ""
    }

    /// The batch that an undo or a redo is about; nil for any other action.
    package var target: Int64? { ["undo", "redo"].contains(action) ? lastNumber : nil }

    /// The file that took the place of ``fileID``, as the head of a supersession tells; nil for any other line.
    package var successor: Int64? { action == "supersede" && id == batch ? lastNumber : nil }

    /// The number that ``before`` ends with.
    private var lastNumber: Int64? {
        before?.split(separator: " ").last.flatMap { Int64($0) }
    }

    /// True when it can be taken back: it stands, and is no undo or redo itself.
    package var isUndoable: Bool { target == nil && undoneBy == nil }

    /// True when it can be done again: it was taken back, or is the undo that took another back.
    package var isRedoable: Bool {
        target == nil ? undoneBy != nil : action == "undo" && undoneBy == nil
    }

    /// What was done: the action, and of an undo or a redo the batch it is about, of a supersession the later file.
    package var title: String {
        guard target != nil || successor != nil, let before else { return action }
        return "\(action) \(before)"
    }

    /// What came of a batch, as its head keeps it in ``after``; nil for any other line.
    package var counts: OperationReport.Counts? {
        guard let after, case .object(let members)? = JSONValue(Array(after.utf8)) else {
            return nil
        }
        var counts = OperationReport.Counts()
        let names = OperationReport.Counts.names
        guard members.keys.allSatisfy({ key in names.contains { $0.name == key } }) else {
            return nil
        }
        for (name, path) in names { counts[keyPath: path] = members[name]?.integer ?? 0 }
        // Earlier versions kept it with the head alone.
        if members["changed"] == nil { counts.changed = count }
        return counts
    }
}
