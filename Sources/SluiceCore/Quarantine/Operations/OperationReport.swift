/// What an operation did, or by a dry run would do.
package struct OperationReport: Sendable, Equatable {
    /// How many entries and rows it touches.
    package struct Counts: Sendable, Equatable {
        /// Records that are stored.
        package var stored = 0
        /// Records among them whose key a row has already, which stays beside theirs: that is overridden.
        package var duplicatesStored = 0
        /// Records that stay, or come back, held with findings.
        package var stillInvalid = 0
        /// Records that stay held because their key is stored already.
        package var duplicates = 0
        /// Records among those that stay held, as still invalid or as duplicates, that have other bytes than before.
        package var rewritten = 0
        /// Entries put aside.
        package var discarded = 0
        /// Records that are held: again, or rows that break new limits.
        package var restored = 0
        /// Held records that give way: with their file, of which another takes the place, or because their file, taken again, drops
        /// them.
        package var superseded = 0
        /// Entries of the selection to which nothing is done.
        package var skipped = 0
        /// Rows of files that are new, when a file is taken again.
        package var rowsAdded = 0
        /// Rows that have other values than before.
        package var rowsChanged = 0
        /// Rows that are gone.
        package var rowsRemoved = 0
        /// Records that an operator stored in spite of a rule, of a file that is taken again or gives way.
        package var overridesRevoked = 0
        /// Records of such a file that an operator put aside.
        package var discardsRevoked = 0
        /// Records of such a file that an operator gave other bytes.
        package var editsRevoked = 0
        /// Records and rows that are not what they were, each once, whatever else is told of it: so many are typed to confirm.
        package var changed = 0

        /// Nothing.
        package init() {}

        /// Each count with its name in JSON, in the order of reports.
        package var named: [(name: String, count: Int)] {
            Self.names.map { ($0.name, self[keyPath: $0.path]) }
        }

        /// The counts by their names in JSON.
        package static var names: [(name: String, path: WritableKeyPath<Counts, Int>)] {
            [
                ("stored", \.stored), ("duplicates_stored", \.duplicatesStored),
                ("still_invalid", \.stillInvalid),
                ("duplicates", \.duplicates), ("rewritten", \.rewritten),
                ("discarded", \.discarded),
                ("restored", \.restored), ("superseded", \.superseded), ("skipped", \.skipped),
                ("rows_added", \.rowsAdded), ("rows_changed", \.rowsChanged),
                ("rows_removed", \.rowsRemoved), ("overrides_revoked", \.overridesRevoked),
                ("discards_revoked", \.discardsRevoked), ("edits_revoked", \.editsRevoked),
                ("changed", \.changed),
            ]
        }

        /// What the journal counts: what is ``changed`` or, where nothing is, the records that were tried in vain; at least 1.
        package var touched: Int { changed > 0 ? changed : max(1, stillInvalid + duplicates) }
    }

    /// The most outcomes a report carries, the problems first; the counts are of all.
    package static let outcomeLimit = 1000

    /// The batch in the journal; nil for a dry run, or when nothing was to be done.
    package var batch: Int64?
    /// The totals.
    package var counts = Counts()
    /// Entry by entry; of a file that is taken again or gives way, row by row.
    package var outcomes: [RecordOutcome] = []
    /// Most effects of a report.
    package static let effectLimit = 1_000

    /// How aggregates move, the largest movement first, at most ``effectLimit``.
    package var effects: [AggregateEffect] = []
    /// True when some or all effects are not told, because adding up would take too long.
    package var leavesOutEffects = false
    /// Partials (file, location, hour) that are restated.
    package var restatedBuckets = 0
    /// The head of the batch that an undo takes back or a redo does again; nil for any other operation.
    package var reversed: JournalEntry?
    /// The newest entry that a dry run could have seen, for ``OperationRequest/newestEntry``; nil otherwise.
    package var newestEntry: Int64?

    /// Nothing done.
    package init() {}
}
