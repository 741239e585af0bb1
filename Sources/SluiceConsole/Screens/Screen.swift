/// A drill-down above the main screen, with how it is looked at; its list is kept beside it, see ``ViewSlot``.
package enum Screen: Sendable, Hashable {
    /// A file of the ledger.
    case file(Int64)
    /// A location, by the metric and the range that the locations are shown by.
    case location(String, ChartView = ChartView())
    /// A quarantine entry.
    case record(Int64, RawView = RawView())
    /// The rules of a dataset, those about a field first where one is named.
    case rules(dataset: String, field: String? = nil, draft: RuleDraft = RuleDraft())
    /// A held record that is edited.
    case edit(EditView)
    /// An operation of the quarantine desk, before it is done.
    case operation(OperationView)
    /// What was done at the desk.
    case journal
    /// A batch of it, with what it touched.
    case batch(Int64)
    /// Groups of quarantine entries that are alike.
    case groups(GroupsView)
    /// The quarantine entries of a group, a file or a filter.
    case held(HeldView)
    /// A line of the log, by its number.
    case logLine(Int64)
    /// An alert, by its number.
    case alert(Int64)

    /// The number of the operation that the screen has under way; nil when there is none.
    var running: RequestID? {
        switch self {
        case .edit(let view): view.running
        case .operation(let view): view.running
        default: nil
        }
    }
}
