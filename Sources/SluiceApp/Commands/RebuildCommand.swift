internal import SluiceCore
internal import SluicePipeline
internal import SluiceStore
internal import SluiceSystem

extension Command {
    /// Makes the database anew.
    package static let rebuild = Command(
        "rebuild", options: [.decisionsFile, .dryRun, .force, .json],
        summary:
            "make a new database from the archive and quarantine/, when the old one is bad or gone",
        details: """
            Takes every file of data/processed/ and quarantine/ where it lies, into a new database that takes the place of
            the old one only when it is complete; the old one is kept beside it as sluice.db.old-1. As far as the old
            ledger can still be read, names, order and commit times are those it had. A database of which sluice doctor
            finds nothing that this mends is left alone, and so is one that can be read and has rows of files that lie
            nowhere any more, unless --force. Files move once the new one is in force. What operators decided comes along as
            far as it can be read: records edited, repaired, released, accepted or discarded, files reprocessed or
            superseded, and the journal, by which a batch can still be undone. No instance may run. Files in the inbox are
            taken by the next start.
            """,
        examples: [
            Example("sluice rebuild --dry-run", "say what it would be made from"),
            Example("sluice rebuild", "make it"),
            Example(
                "sluice rebuild --decisions /mnt/backup/sluice-monday.db",
                "the old database is gone: a backup knows what operators had decided by then"),
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        let rebuild = try StationRebuild(
            session, decisions: invocation.bytes(.decisionsFile), system: context.system)
        if !invocation.has(.force) {
            let defects = rebuild.defects()
            guard !defects.isEmpty else {
                context.output.message("nothing to do: the database is whole; see: sluice doctor")
                return .done
            }
            tell(defects, context.output)
        }
        guard !invocation.has(.dryRun) else {
            let plan = try rebuild.plan()
            context.output.line(
                "would take \(plan.files.count) files, and \(plan.repeated.count) with the same"
                    + " content as one of them")
            tellMissing(plan.missing, context.output)
            return .done
        }
        if !invocation.has(.force), rebuild.isDatabaseReadable {
            try refuse(rebuild.plan().missing.filter { $0.file.records > 0 }, context.output)
        }
        let isTerminal = HostProcess.isTerminal(.error)
        let outcome = try rebuild.run { done, all in
            if isTerminal { context.output.progress("\(done) of \(all) files") }
        }
        context.output.removeProgress()
        tell(outcome, invocation, context.output)
        if let behind = outcome.behind {
            context.output.message(
                "the new database is in force, but not all files follow it yet: \(behind); the next start and"
                    + " sluice doctor --repair go on with it")
            return .inputOutput
        }
        return outcome.missing.isEmpty && outcome.lostDecisions == 0 ? .done : .invalid
    }

    /// What the new database is to mend.
    private static func tell(_ defects: [StationDefect], _ output: Output) {
        for defect in defects.prefix(20) {
            output.message("to be mended: \(defect.place): \(defect.message)")
        }
        if defects.count > 20 { output.message("and more") }
    }

    /// Rows that the old database has, and a new one would not, are given up only by `--force`.
    private static func refuse(
        _ missing: [LedgerEntry], _ output: Output
    ) throws(CommandFailure) {
        guard !missing.isEmpty else { return }
        tellMissing(missing, output)
        throw CommandFailure(
            .inputOutput,
            "the old database has rows of \(missing.count) files that lie nowhere: a new one would not have them",
            hint: "put these files back, or do without: sluice rebuild --force")
    }

    private static func tell(
        _ outcome: StationRebuild.Outcome, _ invocation: Invocation, _ output: Output
    ) {
        let (stored, held) = outcome.files.reduce((0, 0)) { ($0.0 + $1.stored, $0.1 + $1.held) }
        if invocation.has(.json) {
            output.json { json in
                json.integer("files", outcome.files.count)
                json.integer("stored", stored)
                json.integer("held", held)
                json.integer("missing_files", outcome.missing.count)
                json.integer("decisions", outcome.adopted?.entries)
                json.integer("batches", outcome.adopted?.batches)
                json.integer(
                    "lost_decisions", outcome.adopted == nil ? nil : outcome.lostDecisions)
                json.text("old_database", outcome.aside.map(PathText.shown))
            }
        } else {
            output.line(
                "made from \(outcome.files.count) files: \(stored) records stored, \(held) held")
        }
        if let aside = outcome.aside {
            output.message("the old database is data/store/\(PathText.shown(aside))")
        }
        tellMissing(outcome.missing, output)
        guard let adopted = outcome.adopted else {
            return output.message("operators' decisions could not be read from the old database")
        }
        if adopted.batches > 0 {
            output.message(
                "operators' decisions are there again: \(adopted.batches) batches,"
                    + " \(adopted.entries) records")
        }
        if outcome.lostDecisions > 0 {
            output.message(
                "\(outcome.lostDecisions) records that operators had decided about could not be read;"
                    + " they are as their files are judged today")
        }
    }

    private static func tellMissing(_ missing: [LedgerEntry], _ output: Output) {
        for entry in missing.prefix(20) {
            output.message(
                "cannot be brought back: \(PathText.shown(entry.file.name)) (file \(entry.id)) lies"
                    + " nowhere any more")
        }
        if missing.count > 20 { output.message("and \(missing.count - 20) more") }
    }
}
