internal import SluiceCore
internal import SluicePipeline

extension Command {
    /// Examines a station.
    package static let doctor = Command(
        "doctor", options: [.repair, .deep, .json],
        summary:
            "examine the station: database, datasets, counts, aggregates, files, space, permissions",
        details: """
            Reads everything and changes nothing, beside a running instance as well as without one. Every defect says where
            it is and what to do about it. Ends with 0 when there are notes at most, 1 for warnings and errors, 69 when the
            database cannot be read.

            --deep reads every archived and waiting file, too, and compares its SHA-256 with the ledger.

            --repair makes those repairs that lose nothing, and then examines: aggregates are made anew from the rows,
            quarantine files from the database; unfinished copies are removed; what sluice made becomes private again. It
            needs the station for itself.
            """,
        examples: [
            Example("sluice doctor", "what is wrong, and what to do"),
            Example("sluice doctor --deep --json", "everything, for another program"),
            Example("sluice doctor --repair", "repair what is safe to repair"),
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        let doctor = try StationDoctor(
            session, system: context.system, isDeep: invocation.has(.deep),
            isOwner: invocation.has(.repair))
        let repairs = invocation.has(.repair) ? repaired(by: doctor) : []
        let report = DoctorReport(
            station: session.shownPath, examinations: doctor.examine(), repairs: repairs)
        if invocation.has(.json) {
            context.output.json { report.json(into: &$0) }
        } else {
            report.lines.forEach(context.output.line)
        }
        return report.code
    }

    private static func repaired(by doctor: StationDoctor) -> [DoctorReport.Repair] {
        let defects = doctor.examine().flatMap { examination -> [StationDefect] in
            guard case .made(let list) = examination.result else { return [] }
            return list.defects
        }
        // What lies beside a damaged database is evidence, and may be better than what it would be written anew from.
        let isDamaged = defects.contains(where: \.needsRebuild)
        return defects.compactMap { defect in
            defect.repair.map { repair in
                DoctorReport.Repair(
                    defect: defect,
                    failure: isDamaged && repair.believesDatabase
                        ? "left as it is, because the database itself is damaged"
                        : doctor.repair(repair))
            }
        }
    }
}
