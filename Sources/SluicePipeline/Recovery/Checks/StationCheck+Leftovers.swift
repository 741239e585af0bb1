internal import SluiceCore
internal import SluiceSystem

extension StationCheck {
    /// Unfinished copies, and files of a simulation, that a crash has left; while an instance runs they are its own.
    static let leftovers = StationCheck("leftovers", "no unfinished copy is left") {
        station, defects in
        guard !station.hasOwner else { return }
        var places = try station.archiveDirectories()
        if let quarantine = station.quarantine { places.append((.quarantine, quarantine)) }
        if let store = station.store { places.append((.store, store)) }
        let beginnings =
            [CrossDeviceCopy.temporaryPrefix]
            + [".creating-", ".copying-", "rebuilding.db"].map { Array($0.utf8) }
        if let inbox = station.inbox {
            for entry in try inbox.entries() where Simulation.isUnfinished(entry.name) {
                defects.add(
                    StationDefect(
                        .warning, PathText.shown(inbox.shownPath + [47] + entry.name),
                        "an unfinished file that a simulation has left",
                        remedy: "sluice doctor --repair removes it",
                        repair: .removeTemporary(.inbox, name: entry.name)))
            }
        }
        for (place, directory) in places {
            for entry in try directory.entries()
            where beginnings.contains(where: { entry.name.starts(with: $0) }) {
                defects.add(
                    StationDefect(
                        .warning, PathText.shown(directory.shownPath + [47] + entry.name),
                        "an unfinished copy that a run has left",
                        remedy: "sluice doctor --repair removes it; its source is untouched",
                        repair: .removeTemporary(place, name: entry.name)))
            }
        }
    }
}
