/// What a database that was made anew has of operators' decisions in an older one.
package struct AdoptedDecisions: Sendable, Equatable {
    /// Entries that had been released, discarded or superseded, and are so again.
    package internal(set) var entries = 0
    /// Batches of the journal.
    package internal(set) var batches = 0
    /// Ledger ids of the files whose entries or rows are those of the older database.
    package internal(set) var files: [Int64] = []
    /// Ledger ids of the files whose decisions could not be read whole: they are as their bytes are judged today.
    package internal(set) var unreadable: [Int64] = []

    /// Nothing adopted.
    package init() {}
}
