internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

extension StationCheck {
    /// For every file with held records, and every refused one, its quarantine files are there and say what the database says.
    static let sideFiles = StationCheck(
        "side-files",
        "quarantine/ has the bad records and the errors of every file, as the database does",
        needsDatabase: true
    ) { station, defects in
        guard let quarantine = station.quarantine else { return }
        let files = SideFiles(system: station.system, quarantine: quarantine)
        try station.forEachFile { entry, reader in
            guard entry.isMoved else { return }
            let problems = try files.problems(of: entry, reader)
            guard !problems.isEmpty else { return }
            defects.add(
                StationDefect(
                    .warning, "file \(entry.id) (\(PathText.shown(entry.file.name)))",
                    problems.joined(separator: "; ") + " in quarantine/",
                    remedy: "sluice doctor --repair writes them anew from the database",
                    repair: .rewriteSideFiles(file: entry.id)))
        }
    }
}
