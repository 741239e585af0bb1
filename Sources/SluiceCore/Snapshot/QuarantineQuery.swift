/// Which quarantine entries are asked for, and in which order.
package struct QuarantineQuery: Sendable, Hashable {
    /// A column of the list, by which it is sorted and filtered; the raw value is its id, which a filter can name like the title.
    package enum Column: String, Sendable, CaseIterable {
        /// The entry's id.
        case id
        /// The file's name.
        case file
        /// The line in the file.
        case line
        /// The name of the column the first finding is about.
        case field
        /// The offending value.
        case value
        /// The code of the first finding.
        case reason
        /// What is wrong with it, in words.
        case why
        /// The location as it stands in the record.
        case location = "loc"
        /// Since when it is held.
        case since = "time"

        /// What it is called over the list.
        package var title: String { self == .since ? "since" : rawValue }

        /// What a filter of the list can name.
        package static let names = allCases.map { (id: $0.rawValue, name: $0.title) }
    }

    /// What must hold, by the columns' names.
    package var filter = FilterExpression()
    /// Entries of this file only; nil for all.
    package var fileID: Int64?
    /// Entries of this group only; nil for all.
    package var group: QuarantineGroup.Key?
    /// The column they are sorted by.
    package var sort: Column = .id
    /// True when the largest comes first; so does the newest.
    package var isDescending = true
    /// How many are skipped.
    package var offset = 0
    /// How many are wanted, at most 1 000.
    package var limit = 200
    /// An entry whose position is wanted too; nil for none.
    package var anchor: Int64?

    /// Entries held since that moment or before, in microseconds since 1970 UTC; nil for all.
    package var until: Int64?

    /// All that is held, newest first.
    package init() {}
}
