internal import Dispatch
internal import Glibc
internal import Synchronization

internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// Files named on the command line: copied to the archive, left where they are.
@Suite struct PipelineIngestTests {
    /// A file had another end than a receipt.
    private struct NoReceipt: Error {
        let end: String
    }

    private func run(
        _ station: TemporaryStation, _ names: [String], faults: FaultInjector? = nil,
        settleSeconds: Double = 30
    ) throws -> [IngestResult] {
        var settings = TemporaryStation.settings
        settings.onceSettleSeconds = settleSeconds
        let probe = try station.pipeline(settings, faults: faults)
        try probe.start(watchingInbox: false)
        let results = try probe.ingest(
            names.map { Array(station.directory.path(of: $0).utf8) })
        try probe.stop()
        return results
    }

    private func receipt(_ result: IngestResult?) throws -> CommitReceipt {
        guard case .receipt(let receipt)? = result?.end else {
            throw NoReceipt(end: "\(String(describing: result?.end))")
        }
        return receipt
    }

    /// The disk of an archive that has no directory for the day yet.
    private final class Disk: Sendable {
        private let full = Mutex(false)

        var isFull: Bool {
            get { full.withLock { $0 } }
            set { full.withLock { $0 = newValue } }
        }

        var faults: FaultInjector {
            FaultInjector { [self] call, _ in call == .mkdir && isFull ? ENOSPC : nil }
        }
    }

    private func unarchived(_ result: IngestResult?) throws -> IngestResult.Unarchived {
        guard case .unarchived(_, let reason)? = result?.end else {
            throw NoReceipt(end: "\(String(describing: result?.end))")
        }
        return reason
    }

    @Test func aFullArchiveIsToldAndTriedUntilThereIsRoom() throws {
        let station = try TemporaryStation()
        let (file, disk) = (UniversityFile(records: 12), Disk())
        try station.directory.write(file.bytes, to: "elsewhere/a.csv")
        let probe = try station.pipeline(faults: disk.faults)
        try probe.start()
        disk.isFull = true
        let path = Array(station.directory.path(of: "elsewhere/a.csv").utf8)
        guard case .pending = try unarchived(try probe.ingest([path]).first) else {
            Issue.record("not told as pending")
            return
        }
        #expect(probe.pipeline.snapshot.archivePendingFiles == 1)
        #expect(probe.pipeline.snapshot.troubles.count == 1)
        #expect(try station.storedRows == 12)
        disk.isFull = false
        try probe.wait("recovery of the archive") { probe in
            probe.events.contains { if case .recovered("archive") = $0 { true } else { false } }
        }
        #expect(probe.pipeline.snapshot.troubles.isEmpty)
        try probe.stop()
        #expect(station.archivedNames.compactMap(station.archived) == [file.bytes])
        #expect(try station.column("SELECT status FROM files") == ["archived"])
        #expect(try station.count("SELECT count(*) FROM sources") == 0)
        #expect(try station.violations() == [])
    }

    /// A station with the rows of a file from elsewhere that could not be copied to the archive.
    private func pendingStation(_ file: UniversityFile) throws -> TemporaryStation {
        let station = try TemporaryStation()
        let disk = Disk()
        try station.directory.write(file.bytes, to: "elsewhere/a.csv")
        let probe = try station.pipeline(faults: disk.faults)
        try probe.start(watchingInbox: false)
        disk.isFull = true
        let path = Array(station.directory.path(of: "elsewhere/a.csv").utf8)
        _ = try unarchived(try probe.ingest([path]).first)
        try probe.stop()
        #expect(try station.column("SELECT status FROM files") == ["committed"])
        return station
    }

    @Test func theNextStartCopiesAFileThatIsStillThere() throws {
        let file = UniversityFile(records: 12)
        let station = try pendingStation(file)
        let probe = try station.pipeline()
        try probe.start(watchingInbox: false)
        try probe.stop()
        #expect(probe.alarms == [])
        #expect(station.archivedNames.compactMap(station.archived) == [file.bytes])
        #expect(station.directory.bytes(of: "elsewhere/a.csv") == file.bytes)
        #expect(try station.column("SELECT status FROM files") == ["archived"])
        #expect(try station.count("SELECT count(*) FROM sources") == 0)
    }

    @Test(arguments: [false, true])
    func aFileThatIsGoneIsAnAlarmUntilItsContentComesAgain(_ isChanged: Bool) throws {
        let file = UniversityFile(records: 12)
        let station = try pendingStation(file)
        if isChanged {
            try station.directory.write(file.bytes.reversed(), to: "elsewhere/a.csv")
        } else {
            try station.open("elsewhere").remove(Array("a.csv".utf8))
        }
        let probe = try station.pipeline()
        try probe.start(watchingInbox: false)
        try probe.stop()
        #expect(probe.alarms.count == 1 && probe.alarms[0].contains("sluice ingest"))
        #expect(try station.column("SELECT archive_name IS NULL FROM files") == ["1"])
        try station.directory.write(file.bytes, to: "elsewhere/b.csv")
        let result = try receipt(try run(station, ["elsewhere/b.csv"]).first)
        #expect(result.kind == .duplicate(of: 1))
        #expect(try station.column("SELECT status FROM files") == ["archived"])
        #expect(
            try station.column("SELECT archive_name FROM files") == station.archivedNames)
        #expect(station.archivedNames.compactMap(station.archived) == [file.bytes])
        #expect(try station.count("SELECT count(*) FROM sources") == 0)
        #expect(try station.storedRows == 12)
    }

    @Test func aFileThatChangesBeforeItIsCopiedIsToldAsGone() throws {
        let station = try TemporaryStation()
        let (file, disk) = (UniversityFile(records: 12), Disk())
        try station.directory.write(file.bytes, to: "elsewhere/a.csv")
        let probe = try station.pipeline(faults: disk.faults) { event in
            guard case .attemptFailed("archive", _, _, 2, _) = event else { return }
            try? station.directory.write(file.bytes.reversed(), to: "elsewhere/a.csv")
            disk.isFull = false
        }
        try probe.start(watchingInbox: false)
        disk.isFull = true
        let path = Array(station.directory.path(of: "elsewhere/a.csv").utf8)
        #expect(try unarchived(try probe.ingest([path]).first) == .gone)
        try probe.stop()
        #expect(station.archivedNames == [])
        #expect(probe.alarms.count == 1)
    }

    @Test func aFileIsCopiedToTheArchiveAndLeftInPlace() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 12, faults: [3: .range])
        try station.directory.write(file.bytes, to: "elsewhere/readings.txt")
        let receipt = try receipt(try run(station, ["elsewhere/readings.txt"]).first)
        #expect(receipt.stored == 11 && receipt.held == 1)
        #expect(try station.storedRows == 11)
        #expect(station.directory.bytes(of: "elsewhere/readings.txt") == file.bytes)
        #expect(station.archivedNames.compactMap(station.archived) == [file.bytes])
        #expect(station.quarantineNames.count == 2)
        #expect(try station.column("SELECT status FROM files") == ["archived"])
        #expect(try station.violations() == [])
    }

    @Test func aFileOfTheInboxIsMovedToTheArchive() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 12)
        try station.directory.write(file.bytes, to: "data/readings.csv")
        #expect(try receipt(try run(station, ["data/readings.csv"]).first).stored == 12)
        #expect(station.directory.bytes(of: "data/readings.csv") == nil)
        #expect(station.archivedNames.compactMap(station.archived) == [file.bytes])
        #expect(try station.violations() == [])
    }

    @Test func aKnownContentAndARefusedFileSaySo() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 12)
        try station.directory.write(file.bytes, to: "elsewhere/a.csv")
        try station.directory.write("nothing\n", to: "elsewhere/b.csv")
        _ = try run(station, ["elsewhere/a.csv"])
        let results = try run(station, ["elsewhere/a.csv", "elsewhere/b.csv"])
            .sorted { $0.path.lexicographicallyPrecedes($1.path) }
        #expect(try receipt(results.first).kind == .duplicate(of: 1))
        guard case .rejected(let findings) = try receipt(results.last).kind else {
            Issue.record("not refused")
            return
        }
        #expect(Set(findings.map(\.code)) == [.header])
        #expect(station.directory.text(of: "elsewhere/b.csv") == "nothing\n")
        #expect(station.quarantineNames.count == 2)
        #expect(try station.storedRows == 12)
    }

    @Test func whatIsNoFileIsUnreadable() throws {
        let station = try TemporaryStation()
        let results = try run(station, ["missing.csv", "quarantine"])
        #expect(results.count == 2)
        for result in results {
            guard case .unreadable = result.end else {
                Issue.record("\(result.end)")
                continue
            }
        }
        #expect(try station.count("SELECT count(*) FROM files") == 0)
    }

    @Test func aFileThatChangesWhileItIsReadIsReadAgain() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 12)
        try station.directory.write(file.bytes, to: "elsewhere/a.csv")
        let directory = try station.open("elsewhere")
        let faults = FaultInjector { call, count in
            if call == .read, count == 1,
                let file = try? directory.openForAppending(Array("a.csv".utf8))
            {
                try? System().write(Array((UniversityFile.record(80) + "\n").utf8), to: file)
            }
            return nil
        }
        let receipt = try receipt(try run(station, ["elsewhere/a.csv"], faults: faults).first)
        #expect(receipt.stored == 13)
        #expect(try station.storedRows == 13)
    }

    @Test func aFileThatNeverComesToRestIsGivenUp() throws {
        let station = try TemporaryStation()
        try station.directory.write(UniversityFile(records: 12).bytes, to: "elsewhere/a.csv")
        let directory = try station.open("elsewhere")
        let faults = FaultInjector { call, _ in
            if call == .read, let file = try? directory.openForAppending(Array("a.csv".utf8)) {
                try? System().write(Array((UniversityFile.record(80) + "\n").utf8), to: file)
            }
            return nil
        }
        let results = try run(
            station, ["elsewhere/a.csv"], faults: faults, settleSeconds: 0.2)
        guard case .unreadable? = results.first?.end else {
            Issue.record("\(results)")
            return
        }
        #expect(try station.storedRows == 0)
    }

    /// The quarantine is found full while the file still moves to the archive: it is told as stored.
    @Test func aFullQuarantineEndsARunOnceWhatWasStoredIsArchived() throws {
        let station = try TemporaryStation()
        var settings = TemporaryStation.settings
        settings.quarantineLimit = HeldTotals(records: 2, bytes: 1 << 20)
        let isFull = DispatchSemaphore(value: 0)
        let (mayWait, isFirst) = (OnceFlag(), OnceFlag())
        let faults = FaultInjector { call, _ in
            if call == .rename, mayWait.first() { isFull.wait() }
            return nil
        }
        let probe = try station.pipeline(settings, faults: faults) { event in
            guard case .attemptFailed("quarantine is full", _, _, _, _) = event else { return }
            if isFirst.first() { isFull.signal() }
        }
        try probe.start(watchingInbox: false)
        let file = UniversityFile(records: 12, faults: [3: .range, 5: .range])
        try station.directory.write(file.bytes, to: "elsewhere/a.csv")
        let path = Array(station.directory.path(of: "elsewhere/a.csv").utf8)
        let taken = try probe.ingest([path]).first
        #expect(try receipt(taken).held == 2)
        #expect(probe.archivedNames.count == 1)
        try probe.stop()
        #expect(try station.storedRows == 10)
        #expect(try station.column("SELECT status FROM files") == ["archived"])
    }
}
