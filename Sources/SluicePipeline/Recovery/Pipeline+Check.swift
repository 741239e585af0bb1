internal import Dispatch
internal import Synchronization

internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// What a start leaves for the background: whether the database is whole, and whether it knows every file of the archive.
///
/// A file that it does not know was acknowledged and archived, and its rows are gone: a log was lost, or a backup is in its place.
extension Pipeline {
    /// Seconds after which something that was found is looked for again.
    private static let patience = 60.0

    /// What is to be done about either.
    private static let remedy = "stop sluice, then run: sluice rebuild"

    /// Checks both over a connection of its own and tells what is wrong, until it is not any more.
    ///
    /// Lists the archive and reads the ledger, and then all pages of the database. Ends soon when the pipeline stops.
    func checkDatabase() {
        let work = DispatchQueue(label: "sluice.check", qos: .utility)
        work.async { @Sendable [weak self, station, system] in
            guard let reader = try? station.openReader() else { return }
            defer { reader.close() }
            self?.interrupt.withLock { $0 = reader.interruption }
            defer { self?.interrupt.withLock { $0 = nil } }
            var checked = CheckedStation(system: system)
            checked.archive = station.archive
            checked.quarantine = station.quarantine
            checked.reader = reader
            let found = Self.gone(checked) ?? Self.damage(reader)
            guard let self else { return }
            queue.async { @Sendable [self] in databaseChecked(found) }
        }
    }

    private func databaseChecked(_ reason: String?) {
        guard state.stopping == nil else { return }
        guard let reason else { return clearTrouble("database", recovered: true) }
        noteTrouble("database", reason, remedy: Self.remedy, 1, Self.patience)
        after(Self.patience) { $0.checkDatabase() }
    }

    /// Why rows are gone, if any are.
    private static func gone(_ station: CheckedStation) -> String? {
        guard let names = try? StationCheck.unknownFiles(station), let first = names.first else {
            return nil
        }
        let shown = PathText.shown(first)
        return names.count == 1
            ? "it does not know a file of the archive, whose rows are gone: \(shown)"
            : "it does not know \(names.count) files of the archive, whose rows are gone; the first: \(shown)"
    }

    /// What is damaged, if anything is.
    private static func damage(_ reader: StoreReader) -> String? {
        do throws(StoreError) {
            return try reader.quickCheck().first.map { "it is damaged: \($0)" }
        } catch {
            return error.kind == .damaged ? "it is damaged: \(error)" : nil
        }
    }
}
