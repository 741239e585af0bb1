internal import SluiceCore
internal import SluiceSystem

extension StationCheck {
    /// Nobody else may write to the database or the logs, and nobody else may read what holds values from the data.
    static let permissions = StationCheck(
        "permissions", "only the owner writes to the database, and no stranger reads held records"
    ) { station, defects in
        for (place, directory, what) in [
            (DefectRepair.Place.store, station.store, "the database directory"),
            (.logs, station.logs, "the log directory"),
            (.quarantine, station.quarantine, "the quarantine directory"),
        ] {
            guard let directory else { continue }
            let bits = try station.system.information(of: directory.descriptor).permissions
            if bits & 0o022 != 0, place == .store {
                defects.add(
                    StationDefect(
                        .error, PathText.shown(directory.shownPath),
                        "\(what) may be written to by others; sluice refuses to start with it",
                        remedy: "chmod go-w \(PathText.shown(directory.shownPath))"))
            } else if bits & 0o002 != 0 {
                defects.add(
                    StationDefect(
                        .warning, PathText.shown(directory.shownPath),
                        "\(what) may be written to by everybody",
                        remedy: "chmod o-w \(PathText.shown(directory.shownPath))"))
            }
            try look(place, directory, isOpen: bits & 0o011 != 0, &defects)
        }
    }

    /// A directory that others cannot enter protects its files; that they may write to one is told all the same, as it would be
    /// protected by nothing else.
    private static func look(
        _ place: DefectRepair.Place, _ directory: Directory, isOpen: Bool,
        _ defects: inout DefectList
    ) throws {
        // Logs hold no values from the data: they may be read.
        let forbidden: UInt32 = !isOpen || place == .logs ? 0o022 : 0o027
        for entry in try directory.entries() {
            guard let found = try directory.information(entry.name), found.kind == .regular,
                place != .quarantine || SluiceName.source(ofSideFile: entry.name) != nil,
                found.permissions & forbidden != 0
            else { continue }
            let path = PathText.shown(directory.shownPath + [47] + entry.name)
            defects.add(
                StationDefect(
                    .warning, path,
                    "has mode \(String(found.permissions, radix: 8)): others may "
                        + (isOpen ? "read or change it" : "change it once they can enter here"),
                    remedy: "sluice doctor --repair makes it 0600",
                    repair: .makePrivate(place, name: entry.name)))
        }
    }
}
