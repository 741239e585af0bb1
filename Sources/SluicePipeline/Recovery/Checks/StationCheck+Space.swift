internal import SluiceCore
internal import SluiceSystem

extension StationCheck {
    /// There is room where sluice writes, and the write-ahead log is not growing without end.
    static let space = StationCheck("space", "there is room, and the write-ahead log is short") {
        station, defects in
        for directory in [station.store, station.archive, station.quarantine, station.logs] {
            guard let directory else { continue }
            let free = try station.system.space(of: directory).freeBytes
            guard free < station.limits.freeBytes else { continue }
            defects.add(
                StationDefect(
                    .warning, PathText.shown(directory.shownPath),
                    "\(free >> 20) MiB are free, below alerts.freeSpace",
                    remedy: "make room; intake pauses by itself when there is none"))
        }
        guard let store = station.store else { return }
        for entry in try store.entries() where entry.name.suffix(4) == Array("-wal".utf8)[...] {
            let size = try store.information(entry.name)?.identity.size ?? 0
            guard size > station.limits.walBytes else { continue }
            defects.add(
                StationDefect(
                    .warning, PathText.shown(store.shownPath + [47] + entry.name),
                    "the write-ahead log has \(size >> 20) MiB, more than alerts.walSize",
                    remedy: "a program reads the database in one long transaction: end it"))
        }
    }
}
