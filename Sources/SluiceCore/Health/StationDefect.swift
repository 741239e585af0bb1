/// One thing that is not as it should be in a station: what, where, and what an operator does about it.
///
/// Holds no value from the data: places, counts and names of files only.
package struct StationDefect: Sendable, Equatable {
    /// How bad it is.
    package enum Severity: String, Sendable, CaseIterable {
        /// Worth knowing; nothing needs to be done.
        case note
        /// Should be looked at; no record is in danger.
        case warning
        /// A promise is broken, or will be.
        case error
    }

    /// How bad it is.
    package let severity: Severity
    /// Where: a path in the station, a file's name and number, a table.
    package let place: String
    /// What is wrong, in one sentence.
    package let message: String
    /// What to do about it; empty when nothing needs to be done.
    package let remedy: String
    /// What `sluice doctor --repair` does about it; nil when that is for a person to decide.
    package let repair: DefectRepair?
    /// True when `sluice rebuild` mends it.
    package let needsRebuild: Bool

    /// Makes a defect.
    package init(
        _ severity: Severity, _ place: String, _ message: String, remedy: String = "",
        repair: DefectRepair? = nil, needsRebuild: Bool = false
    ) {
        self.severity = severity
        self.place = place
        self.message = message
        self.remedy = remedy
        self.repair = repair
        self.needsRebuild = needsRebuild
    }
}
