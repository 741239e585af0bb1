/// What the store answers to a ``StationQuery``.
package enum StationAnswer: Sendable, Equatable {
    /// The locations by a metric.
    case locations(LocationsPage)
    /// One location.
    case location(LocationDetail)
    /// A page of quarantine entries.
    case quarantine(QuarantinePage)
    /// Groups of quarantine entries, largest first.
    case groups([QuarantineGroup])
    /// One entry.
    case record(RecordDetail)
    /// One file.
    case file(FileDetail)
    /// The rules of a dataset.
    case rules(RulesPage)
    /// The error rate by arrival time; the rates of the moment and the threshold are not known to the store.
    case arrivals(ErrorRateSeries)
    /// What an operation would do.
    case preview(OperationReport)
    /// What a change of limits would do.
    case trial(RuleTrial)
    /// Lines of the journal.
    case journal([JournalEntry])
    /// One batch of it.
    case batch(BatchDetail)
    /// What was asked for is not there any more.
    case missing
    /// The store could not answer; why, in one sentence for the operator.
    case failed(String)
}
