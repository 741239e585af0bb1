internal import Dispatch
internal import Synchronization

internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// What a start leaves for the background: whether the database knows every file of the archive, and whether it is whole.
///
/// A file that it does not know was acknowledged and archived, and its rows are gone: a log was lost, or a backup is in its place.
/// Nothing is taken before this is known, nor while something is wrong: what is acknowledged must be in a database that lasts.
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

        init(_ reason: String?) { self = reason.map { .wrong($0) } ?? .sound }
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

    /// Checks both again, and takes nothing before it is known that all is well: somebody has written to the database file.
    func checkDatabaseAgain() {
        guard state.stopping == nil, state.damage == nil else { return }
        events(.notice("something else has written to the database file: it is looked through"))
        state.intake.pauses.insert(.database)
        // What is looked at now may have been read before the change.
        if state.isChecking { state.isCheckDue = true } else { checkDatabase() }
    }

    private func databaseChecked(_ condition: Condition) {
        state.isChecking = false
        guard state.stopping == nil else { return endStopIfDone() }
        guard !state.isCheckDue else {
            state.isCheckDue = false
            return checkDatabase()
        }
        switch condition {
        case .sound:
            state.damage = nil
            clearTrouble("database", recovered: true)
            return takeAgain()
        case .wrong(let reason): stopTaking(reason)
        case .unread: guard state.damage != nil else { return takeAgain() }
        }
        after(Self.patience) { $0.checkDatabase() }
    }

    /// The database knows every file of the archive: files can be taken while its pages are looked through.
    private func archiveCompared() {
        if state.damage == nil, !state.isCheckDue { takeAgain() }
    }

    private func takeAgain() {
        guard state.intake.pauses.remove(.database) != nil else { return }
        dispatchWork()
        endRunsIfDone()
    }

    private func stopTaking(_ reason: String) {
        state.intake.pauses.insert(.database)
        noteTrouble("database", reason, remedy: Self.remedy, 1, Self.patience)
        let failure = StoreFailure(
            isEnvironment: true, message: "database: \(reason); \(Self.remedy)")
        state.damage = failure
        giveUp(failure)
    }

    /// Looks at both, the files of the archive first; what comes of those is told at once.
    private func condition() -> Condition {
        let reader: StoreReader
        do throws(StoreError) {
            reader = try station.openReader()
        } catch {
            // A connection that is open already may not have met the damage yet.
            return error.kind == .damaged ? .wrong("it is damaged: \(error)") : .unread
        }
        defer { reader.close() }
        interrupt.withLock { $0 = reader.interruption }
        defer { interrupt.withLock { $0 = nil } }
        guard !isCancelled.isSet else { return .unread }
        var checked = CheckedStation(system: system)
        checked.archive = station.archive.newest
        checked.quarantine = station.quarantine.newest
        checked.reader = reader
        if let reason = Self.gone(checked) { return .wrong(reason) }
        queue.async { @Sendable [self] in archiveCompared() }
        return Condition(Self.damage(reader))
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
