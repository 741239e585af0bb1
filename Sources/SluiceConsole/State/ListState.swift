package import SluiceCore

/// Where an operator stands in a list, and how it is shown.
package struct ListState: Sendable {
    /// The row the cursor is on; nil before the list had rows.
    package var selection: RowKey?
    /// The position of that row when it was last seen; the cursor stays near it when the row goes.
    package var position = 0
    /// The position of the first row on the screen.
    package var top = 0
    /// An end of a list.
    package enum End: Sendable {
        /// The first row.
        case first
        /// The last row.
        case last

        /// The other one.
        var other: End { self == .first ? .last : .first }
    }

    /// The end at which news come in the order of the source, and to which the cursor keeps once it is there; nil for a list without
    /// news.
    package var follows: End?
    /// True while the cursor keeps to the newest row, as in a log that is followed.
    package var isFollowing = false
    /// The marked rows, hidden ones too.
    package var marks: Set<RowKey> = []
    /// True when every row that the filter lets through is marked, those that are not at hand too.
    package var marksAll = false
    /// Where a range of marks begins; nil when none was begun.
    package var rangeStart: RowKey?
    /// What was typed as a filter.
    package var filterText = ""
    /// The filter as it was understood.
    package var filter = FilterExpression()
    /// What was typed as a search, which hides nothing.
    package var searchText = ""
    /// The search as it was understood.
    package var search = FilterExpression()
    /// How it is sorted; nil for the order of its source.
    package var sort: SortOrder?
    /// The ids of the columns the operator hides.
    package var hiddenColumns: Set<String> = []
    /// How many columns are scrolled out at the left.
    package var firstColumn = 0
    /// How often the chart is halved, from all its buckets at 0.
    package var zoom = 0
    /// The bucket of the chart that is looked at, counted from the newest; nil when none is.
    package var chartCursor: Int?

    /// A list as it is first shown.
    package init() {}
}
