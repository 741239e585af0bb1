internal import SluiceCore
package import SluicePipeline
internal import SluiceSystem

/// Says how work that ends by itself ended, and which exit status that is.
package struct WorkReport: Sendable {
    private let output: Output
    private let isJSON: Bool
    /// True when another process, which owns the station, has done the work and goes on.
    package var goesOn = false

    /// A report on streams, its data as JSON or as text.
    package init(output: Output, isJSON: Bool) {
        self.output = output
        self.isJSON = isJSON
    }

    /// The end of `--once`: names what was left on the error stream.
    package func code(of result: DrainResult) -> ExitCode {
        for name in result.stillChanging {
            output.message("sluice: left in the inbox, it still changes: \(PathText.shown(name))")
        }
        for (name, reason) in result.unreadable {
            output.message("sluice: left in the inbox: \(PathText.shown(name)): \(reason)")
        }
        if result.archiveFailures > 0 {
            output.message(
                "sluice: \(result.archiveFailures) files are stored but could not be moved to the archive; "
                    + "they are moved at the next start")
        }
        if let failure = result.failure {
            output.message("sluice: given up: \(failure.message)")
            return .unavailable
        }
        if result.archiveFailures > 0 {
            output.message(
                "sluice: \(result.archiveFailures) files are stored but not yet in the archive")
        }
        if !result.stillChanging.isEmpty || !result.unreadable.isEmpty || result.archiveFailures > 0
        {
            return .inputOutput
        }
        return result.invalidFiles > 0 ? .invalid : .done
    }

    /// The end of `ingest`: a line for each file, in any order.
    package func code(of outcomes: [FileOutcome]) -> ExitCode {
        outcomes.map(report).max { $0.rawValue < $1.rawValue } ?? .done
    }

    private func report(_ outcome: FileOutcome) -> ExitCode {
        switch outcome.end {
        case .unreadable(let reason):
            output.message("sluice: \(PathText.shown(outcome.path)): \(reason)")
            return .inputOutput
        case .failed(let reason):
            output.message("sluice: \(PathText.shown(outcome.path)): \(reason)")
            return .unavailable
        case .committed, .duplicate, .rejected: break
        }
        if isJSON {
            output.json { outcome.json(into: &$0) }
        } else {
            output.line("\(PathText.shown(outcome.path)): \(Self.text(outcome))")
        }
        if let unarchived = outcome.unarchived {
            output.message("sluice: \(PathText.shown(outcome.path)): \(text(unarchived, outcome))")
            return .inputOutput
        }
        switch outcome.end {
        case .committed: return outcome.held > 0 ? .invalid : .done
        case .rejected: return .invalid
        case .duplicate, .unreadable, .failed: return .done
        }
    }

    /// Why a file that was taken is not where it should be kept, and what happens next.
    private func text(_ unarchived: IngestResult.Unarchived, _ outcome: FileOutcome) -> String {
        var (done, place) = ("its rows are stored", "the archive")
        if case .rejected = outcome.end { (done, place) = ("it is refused", "quarantine/") }
        if case .duplicate = outcome.end { done = "its rows are stored already" }
        switch unarchived {
        case .pending(let reason):
            let next =
                goesOn
                ? "the running instance goes on trying, and so does the next start"
                : "the next start tries again"
            return "\(done), but it is not yet in \(place): \(reason); \(next):"
                + " leave it where it is until then"
        case .gone:
            return "\(done), but it was removed or changed before it was copied to \(place):"
                + " to have it there, take the same content again"
        }
    }

    private static func text(_ outcome: FileOutcome) -> String {
        switch outcome.end {
        case .committed:
            let discarded = outcome.discarded == 0 ? "" : ", \(outcome.discarded) discarded"
            let replaced =
                outcome.replaced == 0 ? "" : ", \(outcome.replaced) earlier rows replaced"
            let warnings =
                outcome.warnings == 0
                ? "" : ", \(outcome.warnings) warnings (sluice check lists them)"
            return "\(outcome.records) records, \(outcome.stored) stored, \(outcome.held) held"
                + discarded + replaced + warnings
        case .duplicate(let original, let superseded):
            let known = "its content was taken already, as file \(original)"
            guard let superseded else { return known }
            let by = superseded.by.map { ", superseded by file \($0)" } ?? ", superseded since"
            return known + by + ": nothing of it is stored; "
                + "to have it back: sluice quarantine undo \(superseded.batch)"
        case .rejected(let findings):
            let reasons = findings.map { "\($0.code.rawValue): \($0.message)" }
            return "refused: \(reasons.joined(separator: "; "))"
        case .unreadable(let reason), .failed(let reason): return reason
        }
    }
}
