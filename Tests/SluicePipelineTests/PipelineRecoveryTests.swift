internal import Glibc

internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// What a start makes of what an earlier run left.
@Suite struct PipelineRecoveryTests {
    private let file = UniversityFile(records: 20, salt: 5, faults: [3: .range])

    /// A station whose only file is committed and still in the inbox.
    private func pendingStation() throws -> TemporaryStation {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "a.csv")
        try station.runOnce(faults: FaultInjector { call, _ in call == .rename ? EROFS : nil })
        #expect(try station.column("SELECT status FROM files") == ["committed"])
        #expect(station.quarantineNames == [])
        return station
    }

    private static let wanted = "SELECT archive_name FROM files"

    @Test func aFileAlreadyInTheArchiveIsOnlyNoted() throws {
        let station = try pendingStation()
        let name = try #require(try station.column(Self.wanted).first)
        try station.directory.write(file.bytes, to: "data/processed/" + name)
        try station.open("data").remove(Array("a.csv".utf8))
        try station.runOnce()
        #expect(station.archivedNames == [name])
        #expect(try station.column("SELECT status FROM files") == ["archived"])
        #expect(try station.violations() == [])
    }

    @Test func theSameContentDroppedAfterTheRenameIsADuplicateOfItsOwn() throws {
        let station = try pendingStation()
        let name = try #require(try station.column(Self.wanted).first)
        try station.directory.write(file.bytes, to: "data/processed/" + name)
        try station.runOnce()
        #expect(station.inboxNames == [])
        #expect(station.archivedNames == [name, name + ".1"])
        #expect(
            try station.column("SELECT status FROM files ORDER BY id") == ["archived", "duplicate"])
        #expect(try station.violations() == [])
    }

    /// Found by a power cut with the archive on another file system: the removal of both sources was lost.
    @Test func aPendingDuplicateOfAnotherNameKeepsItsOwnCopy() throws {
        let station = try TemporaryStation()
        for name in ["a.csv", "f.csv"] { try station.drop(file.bytes, as: name) }
        try station.runOnce(faults: FaultInjector { call, _ in call == .rename ? EROFS : nil })
        let wanted = try station.column("SELECT archive_name FROM ledger ORDER BY id")
        #expect(wanted.count == 2)
        for name in wanted {
            try station.directory.write(file.bytes, to: "data/processed/" + name)
        }
        for _ in 0..<2 {
            #expect(try station.runOnce().failure == nil)
            let known = try station.column("SELECT archive_name FROM ledger")
            #expect(Set(known) == Set(station.archivedNames) && Set(known).isSuperset(of: wanted))
            #expect(station.inboxNames == [])
        }
        #expect(try station.violations() == [])
    }

    @Test func oneMoreCopyOfWhatIsStoredStopsNothing() throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "a.csv")
        try station.runOnce()
        let name = try #require(station.archivedNames.first)
        try station.directory.write(file.bytes, to: "data/processed/" + name + ".1")
        try station.drop(UniversityFile(records: 4, salt: 6).bytes, as: "b.csv")
        #expect(try station.runOnce().failure == nil)
        #expect(try station.storedRows == 23)
        // Only the name says that it were the same.
        try station.directory.write([1], to: "data/processed/" + name + ".2")
        #expect(try station.runOnce().failure != nil)
    }

    @Test func aFileThatIsNowhereRaisesAnAlarmAndKeepsItsRowsAndQuarantineFiles() throws {
        let station = try pendingStation()
        try station.open("data").remove(Array("a.csv".utf8))
        let probe = try station.pipeline()
        try probe.start()
        _ = try probe.drain()
        try probe.stop()
        #expect(probe.alarms.count == 1)
        #expect(try station.storedRows == 19)
        #expect(station.quarantineNames.count == 2)
        #expect(try station.column("SELECT name FROM ledger WHERE moved = 0") == [])
    }

    @Test func otherContentUnderAPendingNameIsTakenToo() throws {
        let station = try pendingStation()
        let other = UniversityFile(records: 4, salt: 6)
        try station.replace("a.csv", by: other.bytes)
        try station.runOnce()
        #expect(try station.storedRows == 23)
        #expect(station.archivedNames.compactMap(station.archived) == [other.bytes])
        #expect(try station.violations() == [])
    }

    @Test func aRefusedFileIsMovedByTheNextStart() throws {
        let station = try TemporaryStation()
        try station.drop(Array("nothing\n".utf8), as: "refused.csv")
        try station.runOnce(
            faults: FaultInjector { call, _ in call == .rename ? EROFS : nil })
        #expect(station.inboxNames == ["refused.csv"])
        try station.runOnce()
        #expect(station.inboxNames == [])
        #expect(station.quarantineNames.count == 2)
        #expect(try station.column("SELECT status FROM files") == ["rejected"])
    }

    @Test func aFileTooLargeToBeReadIsRefusedUnreadAndMovedByTheNextStart() throws {
        let station = try TemporaryStation()
        var settings = TemporaryStation.settings
        settings.taking.fileBytes = 100
        try station.drop(file.bytes, as: "large.csv")
        try station.runOnce(
            settings, faults: FaultInjector { call, _ in call == .rename ? EROFS : nil })
        let probe = try station.pipeline(settings)
        try probe.start()
        _ = try probe.drain()
        try probe.stop()
        #expect(probe.alarms == [])
        #expect(station.inboxNames == [])
        #expect(station.quarantineNames.count == 2)
        #expect(try station.column("SELECT status FROM files") == ["rejected"])
        #expect(try station.column("SELECT code FROM quarantine_findings") == ["LIMIT"])
    }

    @Test("operations that were done and are gone from the database are told")
    func missingOperations() throws {
        let station = try TemporaryStation()
        try station.drop(UniversityFile(records: 20).bytes, as: "a.csv")
        try station.runOnce()
        try station.runOnce()
        let name = "data/store/quarantine-note"
        let note = try #require(station.directory.text(of: name)).split(separator: "\n")
        try station.directory.write("\(note[0])\n9\n", to: name)
        for told in [true, false] {
            let probe = try station.pipeline()
            try probe.start()
            _ = try probe.drain()
            try probe.stop()
            #expect(probe.alarms.contains { $0.contains("journal entries 1 to 9") } == told)
        }
    }
}
