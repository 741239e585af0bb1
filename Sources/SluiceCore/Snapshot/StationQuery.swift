/// A question to the store, of which a console has any number open; each is answered by one ``StationAnswer``.
package enum StationQuery: Sendable, Hashable {
    /// The locations by a metric, in at most so many buckets.
    case locations(MetricChoice, TimeRange, buckets: Int)
    /// One location, with a chart of a metric in at most so many buckets.
    case location(String, MetricChoice, TimeRange, buckets: Int)
    /// A page of quarantine entries.
    case quarantine(QuarantineQuery)
    /// The groups of what the query's filter lets through, largest first, at most 1 000; its order and page are ignored.
    case groups(QuarantineQuery, by: [QuarantineGroup.Dimension])
    /// One entry.
    case record(Int64)
    /// One file of the ledger, with a map of its bad rows in so many stretches.
    case file(Int64, mapStretches: Int)
    /// The rules of a dataset.
    case rules(dataset: String)
    /// The error rate by arrival time further back than a snapshot knows it.
    case arrivals(ArrivalFrame)
    /// What an operation would do; nothing is written.
    case preview(OperationRequest)
    /// What changes of the limits of some fields would do together; the histogram is that of the last one's field.
    case trial(dataset: String, [RuleChange])
    /// The journal, newest first: batches that the filter lets through, at most `limit` behind the first `offset`.
    case journal(FilterExpression, offset: Int, limit: Int)

    /// Leaves out what was held after a moment, in microseconds since 1970 UTC; questions about anything else stay.
    package mutating func bound(to microseconds: Int64) {
        switch self {
        case .quarantine(var query):
            query.until = microseconds
            self = .quarantine(query)
        case .groups(var query, let dimensions):
            query.until = microseconds
            self = .groups(query, by: dimensions)
        default: break
        }
    }
}
