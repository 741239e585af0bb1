/// What has become of a quarantine entry; the raw values are those of `quarantine.status`.
package enum QuarantineStatus: String, Sendable, CaseIterable {
    /// It waits for a decision.
    case held
    /// Its record was stored after all.
    case released
    /// An operator dropped it.
    case discarded
    /// Another judgement of the same file has taken its place.
    case superseded

    /// Its number in the table below the view.
    package var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
