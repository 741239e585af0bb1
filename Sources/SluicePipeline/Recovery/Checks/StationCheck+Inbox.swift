internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

extension StationCheck {
    /// What waits and what is ignored is told, and with a deep check what of it is stored already.
    static let inbox = StationCheck(
        "inbox", "nothing in the inbox is overlooked"
    ) {
        station, defects in
        guard let inbox = station.inbox else { return }
        var waiting = 0
        var foreign = 0
        for entry in try inbox.entries() where entry.name.first != UInt8(ascii: ".") {
            let place = PathText.shown(inbox.shownPath + [47] + entry.name)
            if entry.isSymlink {
                defects.add(
                    StationDefect(
                        .note, place, "is a symbolic link and is ignored",
                        remedy: "to take what it leads to: sluice ingest \(place)"))
                continue
            }
            guard let found = try inbox.information(entry.name) else { continue }
            guard Inbox.accepts(entry.name) else {
                if found.kind == .regular { foreign += 1 }
                continue
            }
            guard found.kind == .regular else {
                defects.add(
                    StationDefect(
                        .note, place, "is no regular file and is ignored",
                        remedy: "move its data into a regular file of the inbox"))
                continue
            }
            waiting += 1
            guard let known = try knownID(entry.name, found, station) else { continue }
            defects.add(
                StationDefect(
                    .note, place,
                    "its content is stored as file \(known); it will be archived as a duplicate"))
        }
        if foreign > 0 {
            defects.add(
                StationDefect(
                    .note, "inbox",
                    foreign == 1
                        ? "1 file does not end in .csv and is ignored"
                        : "\(foreign) files do not end in .csv and are ignored",
                    remedy: "rename those that hold records: they must end in .csv"))
        }
        if waiting > 0, !station.hasOwner {
            defects.add(
                StationDefect(
                    .note, "inbox",
                    waiting == 1
                        ? "1 file waits and no instance runs"
                        : "\(waiting) files wait and no instance runs",
                    remedy: "start one: sluice --headless"))
        }
    }

    /// The ledger id of a waiting file's content; nil when it is new, or the check is not deep.
    private static func knownID(
        _ name: [UInt8], _ found: FileInformation, _ station: CheckedStation
    ) throws -> Int64? {
        guard station.isDeep, let inbox = station.inbox, let reader = station.reader,
            let hash = FoundFile(system: station.system).sha256(of: name, in: inbox)
        else { return nil }
        return try reader.known(sha256: hash).flatMap { $0.isMoved ? $0.id : nil }
    }
}
