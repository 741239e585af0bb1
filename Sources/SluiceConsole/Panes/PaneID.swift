/// A pane of the main screen; the raw value is its number and its key.
package enum PaneID: Int, Sendable, CaseIterable {
    /// Files arriving, running, stored and refused.
    case files = 1
    /// The share of held records over arrival time.
    case errorRate
    /// The locations by a metric.
    case locations
    /// What is held.
    case quarantine
    /// The log.
    case log
    /// What fires, and what did.
    case alerts
}
