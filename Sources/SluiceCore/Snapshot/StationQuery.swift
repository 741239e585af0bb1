/// A question to the store, of which a console has any number open; each is answered by one ``StationAnswer``.
package enum StationQuery: Sendable, Hashable {
    /// The locations by a metric, in at most so many buckets; from files committed up to a moment, or from all.
    case locations(MetricChoice, TimeRange, buckets: Int, until: Int64? = nil)
    /// One location, with a chart of a metric in at most so many buckets; from files committed up to a moment, or from all.
    case location(String, MetricChoice, TimeRange, buckets: Int, until: Int64? = nil)
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
    /// A batch of the journal with what it touched.
    case batch(Int64)

    /// Leaves out what came or was held after a moment, in microseconds since 1970 UTC; questions about one thing stay.
    package mutating func bound(to microseconds: Int64) {
        switch self {
        case .quarantine(var query):
            query.until = microseconds
            self = .quarantine(query)
        case .groups(var query, let dimensions):
            query.until = microseconds
            self = .groups(query, by: dimensions)
        case .locations(let metric, let range, let buckets, _):
            self = .locations(metric, range, buckets: buckets, until: microseconds)
        case .location(let name, let metric, let range, let buckets, _):
            self = .location(name, metric, range, buckets: buckets, until: microseconds)
        case .arrivals(var frame):
            frame.untilMicroseconds = microseconds
            self = .arrivals(frame)
        default: break
        }
    }
}
