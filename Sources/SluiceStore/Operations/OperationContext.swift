package import SluiceCore

/// What an operation of the quarantine desk needs beside the database.
package struct OperationContext: Sendable {
    /// The datasets in force.
    package var catalog: SluiceCore.DatasetCatalog
    /// False when nobody asks how aggregates move, which takes a pass over them.
    package var tellsEffects = true
    /// The limits of records and files.
    package var limits = JudgeLimits()
    /// Now, in microseconds since 1970.
    package var nowMicroseconds: Int64
    /// True when the archive has a directory for each UTC day.
    package var archivesByDay = true
    /// Told how many of how many entries or rows are done, every few thousand.
    package var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    /// Asked as often; true ends the operation, and nothing of it is kept.
    package var isCancelled: @Sendable () -> Bool = { false }
    /// The way to the content of files; nil refuses operations that take a file again.
    package var contents: FileContents?
    /// The way to the dataset files; nil refuses operations that change rules.
    package var rules: RuleFiles?

    /// A context without progress, cancellation and contents.
    package init(catalog: SluiceCore.DatasetCatalog, nowMicroseconds: Int64) {
        self.catalog = catalog
        self.nowMicroseconds = nowMicroseconds
    }

    /// What stands before the archive name of a file that is archived now.
    var archiveStart: String {
        guard archivesByDay else { return "" }
        let day = TimeText.format(milliseconds: nowMicroseconds / 1000, fraction: 0).prefix(10)
        return String(decoding: day, as: UTF8.self) + "/"
    }

    /// The context of one of several passes over the same work, which tells the progress of them all.
    func pass(_ number: Int, of count: Int) -> OperationContext {
        var context = self
        context.progress = { [progress] done, total in
            progress(number * total + done, count * total)
        }
        return context
    }

    /// Tells the progress; throws `cancelled` when the work is to end.
    func step(_ done: Int, of total: Int) throws(StoreError) {
        progress(done, total)
        if isCancelled() {
            throw StoreError(.cancelled, "cancelled; nothing was changed")
        }
    }
}
