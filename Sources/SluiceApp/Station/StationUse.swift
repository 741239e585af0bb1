internal import SluiceConfig
internal import SluiceCore
internal import SluicePipeline
internal import SluiceStore
internal import SluiceSystem

/// Whether a station was used before: told by its database or, where that is not there, by what was left elsewhere.
///
/// A new station is filled by its first start. On a used one a missing database or directory is lost, or lies on a disk that is
/// not mounted: an empty one in its place would have everything taken anew, or written to the wrong disk.
package enum StationUse: Sendable, Equatable {
    /// Nothing was ever stored here.
    case new
    /// Its database is there.
    case used
    /// Its database is not there, but it had one: what tells so, such as `the archive has files`.
    case bereft(trace: String)

    /// Looks at a station. A few `stat` calls; without a database the archive is listed up to its first file.
    init(_ session: StationSession) {
        guard !session.store.isThere else {
            self = .used
            return
        }
        self = Self.trace(session).map { .bereft(trace: $0) } ?? .new
    }

    private static func trace(_ session: StationSession) -> String? {
        var station = CheckedStation(system: session.system)
        station.archive = session.directory(\.archive)
        station.quarantine = session.directory(\.quarantine)
        if (try? station.archiveHasFiles) == true { return "the archive has files" }
        if (try? station.quarantineHasFiles) == true { return "quarantine/ has files" }
        if session.status.document?[StatusDocument.databaseKey] == .boolean(true) {
            return "an earlier instance has left word of it in logs/\(StatusDocument.name)"
        }
        return nil
    }
}

extension StationSession {
    /// A read-only connection to the database; nil when the station never had one. Throws `unavailable`, also where it is lost.
    func reader() throws(CommandFailure) -> StoreReader? {
        if let reader = try store.reader() { return reader }
        if case .bereft(let trace) = StationUse(self) { throw OwnedStation.lost(store, trace) }
        return nil
    }
}
