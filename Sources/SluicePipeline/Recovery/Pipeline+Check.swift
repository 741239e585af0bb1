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

    private enum Condition {
        /// It could not be looked at, or not to the end.
        case unread
        case sound
        case wrong(String)
    }

    /// Checks both over a connection of its own and tells what is wrong, until it is not any more. On the pipeline queue.
    ///
    /// Lists the archive and reads the ledger, and then all pages of the database, in the background. A stop ends it soon and waits
    /// for it: the connection that closes last copies the log.
    func checkDatabase() {
        state.isChecking = true
        DispatchQueue(label: "sluice.check", qos: .utility).async { @Sendable [self] in
            let condition = condition()
            queue.async { @Sendable [self] in databaseChecked(condition) }
        }
    }

    private func databaseChecked(_ condition: Condition) {
        state.isChecking = false
        guard state.stopping == nil else { return endStopIfDone() }
        switch condition {
        case .sound: return clearTrouble("database", recovered: true)
        case .wrong(let reason):
            noteTrouble("database", reason, remedy: Self.remedy, 1, Self.patience)
        case .unread: guard state.troubles["database"] != nil else { return }
        }
        after(Self.patience) { $0.checkDatabase() }
    }

    private func condition() -> Condition {
        guard let reader = try? station.openReader() else { return .unread }
        defer { reader.close() }
        interrupt.withLock { $0 = reader.interruption }
        defer { interrupt.withLock { $0 = nil } }
        guard !isCancelled.isSet else { return .unread }
        var checked = CheckedStation(system: system)
        checked.archive = station.archive
        checked.quarantine = station.quarantine
        checked.reader = reader
        return (Self.gone(checked) ?? Self.damage(reader)).map { .wrong($0) } ?? .sound
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
