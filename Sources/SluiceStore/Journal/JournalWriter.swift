internal import SluiceCore

/// Writes one batch of the journal: its head, and a line for each entry or file it changes. Within the transaction of the batch.
final class JournalWriter {
    /// The number of the batch, which is the id of its head.
    let batch: Int64
    /// How many lines were written behind the head.
    private var lineCount = 0
    /// True for an undo or a redo, whose lines are those of the batch it is about.
    private let isReversal: Bool
    private let connection: Connection
    private let request: OperationRequest
    private let now: Int64

    /// Begins a batch; nothing else may be written to the journal before it is finished.
    init(
        _ request: OperationRequest, target: Int64? = nil, now: Int64, _ connection: Connection
    ) throws(StoreError) {
        self.connection = connection
        self.request = request
        self.now = now
        isReversal = target != nil
        let statement = try connection.statement(
            """
            INSERT INTO journal_entries(at, actor, action, reason, touched, line_count, target)
                VALUES (?1, ?2, ?3, ?4, 0, 0, ?5)
            """)
        statement.bind(now, at: 1)
        statement.bind(request.actor, at: 2)
        statement.bind(request.operation.journalWord, at: 3)
        statement.bind(request.reason, at: 4)
        statement.bind(target, at: 5)
        try statement.run()
        batch = connection.lastInsertedID
    }

    /// Writes what a batch changed of an entry, or, without one, of a file; without either, of a dataset's rules.
    func line(
        file: Int64?, dataset: String, entry: Int64?, before: String, after: String
    ) throws(StoreError) {
        let statement = try connection.statement(
            """
            INSERT INTO journal_entries(at, actor, action, batch, file_id, dataset, entry_id, before, after)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """)
        statement.bind(now, at: 1)
        statement.bind(request.actor, at: 2)
        statement.bind(request.operation.journalWord, at: 3)
        statement.bind(batch, at: 4)
        statement.bind(file, at: 5)
        statement.bind(dataset, at: 6)
        statement.bind(entry, at: 7)
        statement.bind(before, at: 8)
        statement.bind(after, at: 9)
        try statement.run()
        lineCount += 1
    }

    /// Completes the head with what came of the batch; one that did nothing leaves no trace. Answers whether there is one.
    ///
    /// `file` and `entry` name what it was about when that is a single one. A batch that only changed rules counts as 1.
    func finish(
        _ counts: OperationReport.Counts, file: Int64?, dataset: String?, entry: Int64?,
        before: String? = nil
    ) throws(StoreError) -> Bool {
        guard lineCount > 0 || isReversal else {
            let removal = try connection.statement("DELETE FROM journal_entries WHERE id = ?1")
            removal.bind(batch, at: 1)
            try removal.run()
            return false
        }
        let statement = try connection.statement(
            """
            UPDATE journal_entries SET batch = id, touched = ?2, line_count = ?3, file_id = ?4,
                dataset = ?5, entry_id = ?6, before = ?7, after = ?8 WHERE id = ?1
            """)
        statement.bind(batch, at: 1)
        statement.bind(counts.touched, at: 2)
        statement.bind(lineCount, at: 3)
        statement.bind(file, at: 4)
        statement.bind(dataset, at: 5)
        statement.bind(entry, at: 6)
        statement.bind(before, at: 7)
        statement.bind(counts.journalText, at: 8)
        try statement.run()
        return true
    }

    /// Notes that a line was taken back by another, or, with nil, that it stands again.
    func mark(_ head: Int64, undoneBy: Int64?) throws(StoreError) {
        let statement = try connection.statement(
            "UPDATE journal_entries SET undone_by = ?2 WHERE id = ?1")
        statement.bind(head, at: 1)
        statement.bind(undoneBy, at: 2)
        try statement.run()
    }

    /// Notes that the redo of a batch, when there was one, was taken back with it by this batch.
    func markRedo(of target: Int64) throws(StoreError) {
        let statement = try connection.statement(
            """
            UPDATE journal_entries SET undone_by = ?2
                WHERE target = ?1 AND action = 'redo' AND undone_by IS NULL
            """)
        statement.bind(target, at: 1)
        statement.bind(batch, at: 2)
        try statement.run()
    }
}

extension OperationReport.Counts {
    /// The totals as the journal keeps them with the head of a batch: JSON, only what is not 0, and how many are changed.
    fileprivate var journalText: String {
        var json = JSONWriter()
        json.object { json in
            for (name, count) in named where count != 0 || name == "changed" {
                json.integer(name, count)
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
