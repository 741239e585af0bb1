internal import Glibc

internal import SluiceCore
internal import SluicePipeline
internal import SluiceStore
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

/// What goes wrong around the pipeline: nothing is lost or doubled, and all is finished once the fault is gone.
@Suite struct PipelineFaultTests {
    private let file = UniversityFile(records: 40, faults: [5: .range, 9: .number])

    /// Runs with calls that fail and checks that all ends as if they had not.
    private func check(
        attempts: ClosedRange<Int> = 1...3, sourceLocation: SourceLocation = #_sourceLocation,
        _ decide: @escaping FaultInjector.Decision
    ) throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "mixed.csv")
        let probe = try station.pipeline(faults: FaultInjector(decide))
        try probe.start()
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        let result = try probe.drain()
        try probe.stop()
        #expect(attempts.contains(probe.failedAttempts.count), sourceLocation: sourceLocation)
        #expect(result.archiveFailures == 0 && result.failure == nil)
        #expect(probe.alarms == [], sourceLocation: sourceLocation)
        #expect(
            !probe.events.contains { if case .fileVanished = $0 { true } else { false } },
            sourceLocation: sourceLocation)
        #expect(try station.storedRows == 38, sourceLocation: sourceLocation)
        #expect(station.inboxNames == [], sourceLocation: sourceLocation)
        #expect(station.archivedNames.count == 1, sourceLocation: sourceLocation)
        #expect(
            try station.column("SELECT archive_name FROM files") == station.archivedNames,
            sourceLocation: sourceLocation)
        #expect(
            try station.column("SELECT status FROM files") == ["archived"],
            sourceLocation: sourceLocation)
        #expect(
            station.archivedNames.first.flatMap(station.archived) == file.bytes,
            sourceLocation: sourceLocation)
        let base = station.archivedNames.first?.split(separator: "/").last ?? ""
        #expect(
            station.quarantineNames == ["\(base).errors.jsonl", "\(base).rejected.csv"],
            sourceLocation: sourceLocation)
        #expect(try station.violations() == [], sourceLocation: sourceLocation)
    }

    @Test(arguments: [ENOSPC, EIO, EROFS]) func renamingFails(_ code: Int32) throws {
        try check { call, count in call == .rename && count <= 3 ? code : nil }
    }

    @Test func everySingleRenameFails() throws {
        for number in 1...3 {
            try check { call, count in call == .rename && count == number ? EIO : nil }
        }
    }

    @Test(arguments: [ENOSPC, EMFILE, EDQUOT]) func creatingFails(_ code: Int32) throws {
        try check { call, count in call == .create && count <= 2 ? code : nil }
    }

    @Test func writingQuarantineFilesFails() throws {
        try check { call, count in call == .write && count <= 2 ? ENOSPC : nil }
    }

    @Test func synchronizingFails() throws {
        for number in 1...4 {
            try check { call, count in call == .fsync && count == number ? EIO : nil }
        }
    }

    @Test func makingTheDayFails() throws {
        try check { call, count in call == .mkdir && count == 1 ? ENOSPC : nil }
    }

    @Test func readingFails() throws {
        try check { call, count in call == .read && count == 1 ? EIO : nil }
    }

    @Test func openingFails() throws {
        // The first opening is the inbox's look for a writer, which may fail without harm.
        try check { call, count in call == .open && count == 2 ? EMFILE : nil }
    }

    @Test func theArchiveIsOnAnotherDevice() throws {
        try check(attempts: 0...0) { call, count in
            // Quarantine files are renamed twice before; then every move out of the inbox fails.
            call == .rename && count == 3 ? EXDEV : nil
        }
    }

    @Test(arguments: 1...7)
    func aCopyToAnotherDeviceThatWasMadeIsNotMadeAgain(fsync number: Int) throws {
        try check(attempts: 0...1) { call, count in
            if call == .rename && count == 3 { return EXDEV }
            return call == .fsync && count == number ? EIO : nil
        }
    }

    @Test func aCopyToAnotherDeviceThatFailsIsTakenBack() throws {
        try check { call, count in
            if call == .rename && (count == 3 || count == 4) { return EXDEV }
            return call == .create && count == 3 ? ENOSPC : nil
        }
    }

    @Test func aRefusedFileWhoseDirectoryCannotBeSynchronizedIsMovedOnce() throws {
        let station = try TemporaryStation()
        var settings = TemporaryStation.settings
        settings.taking.isStrict = true
        try station.drop(file.bytes, as: "mixed.csv")
        let result = try station.runOnce(
            settings,
            faults: FaultInjector { call, count in call == .fsync && count == 1 ? EIO : nil })
        #expect(result.archiveFailures == 0)
        let base = try #require(station.quarantineNames.first)
        #expect(station.quarantineNames == [base, base + ".errors.jsonl"])
        #expect(
            station.directory.text(of: "quarantine/\(base).errors.jsonl")?.split(separator: "\n")
                .count
                == 3)
        #expect(try station.column("SELECT archive_name FROM files") == [base])
        #expect(try station.column("SELECT name FROM ledger WHERE moved = 0") == [])
    }

    @Test func aRunThatCannotArchiveEndsAndTheNextOneFinishes() throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "mixed.csv")
        let result = try station.runOnce(
            faults: FaultInjector { call, _ in call == .rename ? EROFS : nil })
        #expect(result.archiveFailures == 1)
        #expect(try station.storedRows == 38)
        #expect(station.inboxNames == ["mixed.csv"])
        #expect(try station.column("SELECT status FROM files") == ["committed"])
        try station.runOnce()
        #expect(station.inboxNames == [] && station.archivedNames.count == 1)
        #expect(try station.column("SELECT status FROM files") == ["archived"])
        #expect(try station.storedRows == 38)
        #expect(try station.violations() == [])
    }

    @Test func aRunGivesUpAFileThatCannotBeRead() throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "mixed.csv")
        let result = try station.runOnce(
            faults: FaultInjector { call, _ in call == .read ? EIO : nil })
        #expect(result.unreadable.map(\.name) == [Array("mixed.csv".utf8)])
        #expect(try station.count("SELECT count(*) FROM files") == 0)
        #expect(station.inboxNames == ["mixed.csv"])
    }

    @Test func aLockedStoreAcknowledgesNothingUntilItIsFree() throws {
        let station = try TemporaryStation()
        let probe = try station.pipeline()
        try probe.start()
        let lock = try station.database.lock()
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("two failed attempts") { $0.failedAttempts.count >= 2 }
        #expect(probe.failedAttempts.allSatisfy { $0.what == "store" })
        #expect(probe.receipts.isEmpty)
        #expect(!probe.pipeline.snapshot.troubles.isEmpty)
        #expect(station.inboxNames == ["mixed.csv"])
        lock.release()
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        #expect(probe.pipeline.snapshot.troubles.isEmpty)
        try probe.stop()
        #expect(try station.storedRows == 38)
        #expect(try station.count("SELECT attempts FROM files") >= 3)
        #expect(try station.violations() == [])
    }

    @Test func aFileThatALockedStoreRefusesWaitsOnWhileItIsTriedAgain() throws {
        let station = try TemporaryStation()
        let probe = try station.pipeline()
        try probe.start()
        let lock = try station.database.lock()
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("a failed attempt") { !$0.failedAttempts.isEmpty }
        while probe.failedAttempts.count < 6 {
            let picture = probe.pipeline.snapshot
            guard picture.waitingFiles == 1, picture.lagNanoseconds > 0,
                picture.waiting.count + picture.running.count == 1
            else {
                Issue.record("\(picture)")
                break
            }
        }
        lock.release()
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try probe.stop()
        #expect(probe.pipeline.snapshot.waitingFiles == 0)
    }

    @Test func anInboxThatIsGoneIsToldBeforeTheStoreThatLiesInIt() throws {
        let station = try TemporaryStation()
        let probe = try station.pipeline()
        try probe.start()
        let lock = try station.database.lock()
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("a failed attempt of the store") { !$0.failedAttempts.isEmpty }
        let (inbox, away) = (station.directory.path(of: "data"), station.directory.path(of: "away"))
        #expect(rename(inbox, away) == 0)
        try probe.wait("trouble with both") { $0.pipeline.snapshot.troubles.count == 2 }
        let troubles = probe.pipeline.snapshot.troubles
        #expect(troubles.map { $0.message.prefix(6) } == ["inbox:", "store:"])
        #expect(troubles[0].sinceMicroseconds > troubles[1].sinceMicroseconds)
        #expect(rename(away, inbox) == 0)
        lock.release()
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try probe.stop()
    }

    @Test func aRunGivesUpAStoreThatStaysLocked() throws {
        let station = try TemporaryStation()
        try station.runOnce()
        try station.drop(file.bytes, as: "mixed.csv")
        let probe = try station.pipeline()
        try probe.start()
        let lock = try station.database.lock()
        let result = try probe.drain()
        #expect(result.failure?.isEnvironment == true)
        lock.release()
        try probe.stop()
        #expect(try station.count("SELECT count(*) FROM files") == 0)
        #expect(station.inboxNames == ["mixed.csv"])
    }

    @Test func theLedgerLearnsOfTheArchiveOnceTheStoreIsFree() throws {
        let station = try TemporaryStation()
        // Locked by another between commit and archive.
        let lock = LockHolder()
        let probe = try station.pipeline { event in
            if case .filesCommitted = event { lock.take(station) }
        }
        try probe.start()
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("a failed attempt") { !$0.failedAttempts.isEmpty }
        #expect(try station.column("SELECT status FROM files") == ["committed"])
        lock.release()
        try probe.wait("recovery of the store") { probe in
            probe.events.contains { if case .recovered("store") = $0 { true } else { false } }
        }
        #expect(try station.column("SELECT status FROM files") == ["archived"])
        try probe.stop()
    }

    @Test func aStartWaitsUntilTheStoreIsFree() throws {
        let station = try TemporaryStation()
        try station.runOnce()
        let lock = LockHolder()
        lock.take(station)
        let probe = try station.pipeline { event in
            guard case .attemptFailed("store", _, let remedy, _, _) = event else { return }
            #expect(remedy.contains("locked"))
            lock.release()
        }
        try probe.start(patience: .endless)
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try probe.stop()
        #expect(probe.pipeline.snapshot.troubles.isEmpty)
    }

    @Test func aStartWaitsUntilTheDatabaseCanBeOpened() throws {
        let station = try TemporaryStation()
        try station.runOnce()
        let log = station.directory.path(of: "data/store/sluice.db-wal")
        #expect(mkdir(log, 0o700) == 0)
        let probe = try station.pipeline { event in
            guard case .attemptFailed("store", let reason, _, _, _) = event else { return }
            #expect(!reason.contains("PRAGMA"))
            rmdir(log)
        }
        try probe.start(patience: .endless)
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try probe.stop()
        #expect(!probe.failedAttempts.isEmpty && probe.pipeline.snapshot.troubles.isEmpty)
    }

    @Test func aStartGoesOnWithANewConnectionAfterAFailedForceOfTheDisk() throws {
        let station = try TemporaryStation()
        try station.runOnce()
        let openings = Atomic<Int>(0)
        let probe = try station.pipeline(onOpening: {
            guard openings.add(1, ordering: .relaxed).oldValue == 0 else { return }
            throw StoreError(.syncFailed, "disk I/O error")
        })
        try probe.start(patience: .endless)
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try probe.stop()
        #expect(probe.failedAttempts.count == 1 && probe.pipeline.snapshot.troubles.isEmpty)
    }

    @Test(arguments: [Pipeline.StartPatience.none, .short])
    func aStartGivesUpOnAStoreThatStaysLocked(_ patience: Pipeline.StartPatience) throws {
        let station = try TemporaryStation()
        try station.runOnce()
        let lock = LockHolder()
        lock.take(station)
        let probe = try station.pipeline()
        #expect(throws: StoreFailure.self) { try probe.start(patience: patience) }
        #expect(probe.failedAttempts.count == (patience == .none ? 0 : 3))
        lock.release()
        try probe.stop()
    }

    @Test(arguments: ["data/processed", "quarantine"])
    func aDirectoryThatIsMovedAwayIsToldAndWaitedFor(_ name: String) throws {
        let station = try TemporaryStation()
        let probe = try station.pipeline()
        try probe.start()
        let place = station.directory.path(of: name)
        #expect(rename(place, station.directory.path(of: "away")) == 0)
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("a word about it") { $0.failedAttempts.contains { $0.what == "archive" } }
        let trouble = probe.pipeline.snapshot.troubles.first
        #expect(
            trouble?.message.contains(name) == true
                && trouble?.remedy.contains("put it back") == true)
        #expect(station.inboxNames == ["mixed.csv"])
        #expect(rename(station.directory.path(of: "away"), place) == 0)
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try probe.stop()
        #expect(try station.violations() == [])
    }

    @Test func anInboxThatVanishesAndReturnsIsTakenUp() throws {
        let station = try TemporaryStation()
        let probe = try station.pipeline()
        try probe.start()
        let station1 = station.directory.path(of: "data")
        rename(station1, station.directory.path(of: "away"))
        try probe.wait("a word about the inbox") {
            $0.failedAttempts.contains { $0.what == "inbox" }
        }
        try Waiter().poll { (probe.pipeline.snapshot.troubles.first?.attempts ?? 0) >= 3 }
        #expect(probe.failedAttempts.count == 1)
        rename(station.directory.path(of: "away"), station1)
        try probe.wait("its return") { probe in
            probe.events.contains { if case .recovered("inbox") = $0 { true } else { false } }
        }
        try station.drop(file.bytes, as: "mixed.csv")
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try probe.stop()
        #expect(try station.storedRows == 38)
    }

    @Test func aFullQuarantinePausesTheIntakeUntilThereIsRoom() throws {
        let station = try TemporaryStation()
        var settings = TemporaryStation.settings
        settings.quarantineLimit = HeldTotals(records: 2, bytes: 1 << 20)
        try station.drop(file.bytes, as: "first.csv")
        let result = try station.runOnce(settings)
        #expect(result.failure == nil || result.failure?.message.contains("quarantine") == true)
        try station.drop(UniversityFile(records: 40, salt: 9).bytes, as: "second.csv")
        let full = try station.runOnce(settings)
        #expect(full.failure?.message.contains("quarantine is full") == true)
        #expect(station.inboxNames == ["second.csv"])
        settings.quarantineLimit.records = 3
        #expect(try station.runOnce(settings).failure == nil)
        #expect(station.inboxNames == [])
        #expect(try station.storedRows == 78)
        #expect(try station.violations() == [])
    }

    @Test func aFlatArchiveHasNoDays() throws {
        let station = try TemporaryStation()
        var settings = TemporaryStation.settings
        settings.archivesByDay = false
        try station.drop(file.bytes, as: "mixed.csv")
        try station.runOnce(
            settings,
            faults: FaultInjector { call, count in
                call == .rename && count < 4 ? EROFS : nil
            })
        try station.runOnce(settings)
        let names = try station.column("SELECT archive_name FROM files")
        #expect(names.allSatisfy { !$0.contains("/") && $0.hasSuffix("_mixed.csv") })
        #expect(station.directory.names(in: "data/processed") == names)
        #expect(try station.column("SELECT status FROM files") == ["archived"])
        #expect(try station.violations() == [])
    }
}
