package import SluiceCore

/// What the console remembers from one run to the next.
package struct Preferences: Sendable, Equatable {
    /// The theme.
    package var theme = "sluice-dark"
    /// The pane that has the focus.
    package var focus: PaneID = .files
    /// The metric that locations are shown by; nil for the first.
    package var metric: MetricChoice?
    /// How far back charts look.
    package var range: TimeRange = .day
    /// How far back the error rate looks; `all` is none of its ranges.
    package var arrivalRange: TimeRange = .hour
    /// How each pane is sorted, where the operator has said so.
    package var sorts: [PaneID: SortOrder] = [:]
    /// The columns each pane hides.
    package var hiddenColumns: [PaneID: Set<String>] = [:]
    /// The least important level the log shows.
    package var logLevel: LogLine.Level = .info

    /// What a first run begins with.
    package init() {}

    /// The metric that locations are shown by: the chosen one where it is among those there are, else the first.
    package func shownMetric(of metrics: [MetricChoice]) -> MetricChoice? {
        if let metric, metrics.contains(metric) { return metric }
        return metrics.first
    }
}
