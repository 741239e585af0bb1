package import SluiceCore
package import SluiceStore

/// What the pipeline needs to know beyond the directories: all of it comes from the station's configuration.
package struct PipelineSettings: Sendable {
    /// How files are taken: datasets, limits, mode.
    package var taking = FileTaker.Settings()
    /// How the inbox is watched.
    package var inbox = InboxSettings()
    /// When a failure of the environment is tried again.
    package var retry = RetrySchedule()
    /// True when the archive has a directory for each UTC day; false when all its files lie in it.
    package var archivesByDay = true
    /// What may be held in quarantine before intake pauses: 1 000 000 records, 2 GiB.
    package var quarantineLimit = HeldTotals(records: 1_000_000, bytes: 2 << 30)
    /// Workers for small files, beside the one for big files; at least one.
    package var smallLanes = 1
    /// True when small files that are there at the start are read while they settle, as big ones always are.
    package var readsSmallFilesAhead = true
    /// True when later files take the place of earlier ones where their dataset says so; a rebuild has the decisions of before instead.
    package var supersedesByPolicy = true
    /// True when no file is moved or written beside the database: what a database that is made anew says of files is followed once it
    /// is in force.
    package var leavesFiles = false
    /// How long `--once` waits for files that still change, in seconds.
    package var onceSettleSeconds = 30.0

    /// Gives the datasets as their files are now, for operations of the quarantine desk; nil stands for those of ``taking``.
    ///
    /// Throws when a dataset file is wrong, with a description for the operator.
    package var datasetsOfNow: (@Sendable () throws -> DatasetCatalog)?

    /// The way to the dataset files for operations that change rules; nil refuses them.
    package var rules: RuleFiles?

    /// The defaults of the design.
    package init() {}

    /// The datasets by which an operation judges. May read files.
    func currentCatalog() throws(StoreError) -> DatasetCatalog {
        guard let datasetsOfNow else { return taking.catalog }
        do {
            return try datasetsOfNow()
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.refused, "\(error)")
        }
    }
}
