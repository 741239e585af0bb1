internal import Dispatch
internal import Glibc

internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// The database removed, cut and looked through while the pipeline has it open.
@Suite struct PipelineDatabaseTests {
    private let file = UniversityFile(records: 40, faults: [5: .range, 9: .number])

    @Test(arguments: ["-wal", "-shm"])
    func aRemovedLogOrIndexIsMadeAnewAndWorkGoesOn(suffix: String) throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "first.csv")
        let probe = try station.pipeline()
        try probe.start()
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try station.open("data/store").remove(Array("sluice.db\(suffix)".utf8))
        try probe.wait("a word about it") { $0.failedAttempts.contains { $0.what == "store" } }
        try station.drop(UniversityFile(records: 7, salt: 3).bytes, as: "second.csv")
        try probe.wait("the second file") { $0.archivedNames.count == 2 }
        try probe.stop()
        #expect(try station.storedRows == 45)
        #expect(try station.violations() == [])
    }

    @Test func aDamagedLogStopsTheStoreForGoodAndTheNextStartSaysWhatIsGone() throws {
        let station = try TemporaryStation()
        try station.runOnce()
        try station.drop(file.bytes, as: "first.csv")
        var probe = try station.pipeline()
        try probe.start()
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        truncate(station.directory.path(of: "data/store/sluice.db-wal"), 0)
        try probe.wait("a word about it") { $0.failedAttempts.contains { $0.what == "store" } }
        try station.drop(UniversityFile(records: 7, salt: 3).bytes, as: "second.csv")
        try probe.wait("a second attempt") { $0.failedAttempts.count >= 2 }
        #expect(Set(probe.failedAttempts.map(\.reason)).count == 1)
        try probe.stop()
        #expect(station.inboxNames == ["second.csv"])
        probe = try station.pipeline()
        try probe.start()
        try probe.wait("a word about the archive") { probe in
            probe.failedAttempts.contains {
                $0.what == "database" && $0.reason.contains("first.csv")
            }
        }
        // What a lost database acknowledged would be lost again with the rebuild of it.
        #expect(probe.receipts.isEmpty && station.inboxNames == ["second.csv"])
        try probe.stop()
    }

    /// What is wrong with the database is told, and a file that comes then waits in the inbox.
    private func expectNothingTaken(by probe: PipelineProbe, _ station: TemporaryStation) throws {
        try probe.wait("a word about it") { $0.failedAttempts.contains { $0.what == "database" } }
        try station.drop(UniversityFile(records: 7, salt: 3).bytes, as: "second.csv")
        #expect(try probe.drain().failure?.message.contains("sluice rebuild") == true)
        try probe.stop()
        #expect(probe.receipts.isEmpty && station.inboxNames == ["second.csv"])
    }

    @Test func nothingIsTakenIntoAnOlderCopyOfTheDatabase() throws {
        let station = try TemporaryStation()
        try station.runOnce()
        let old = try #require(station.directory.bytes(of: "data/store/sluice.db"))
        try station.drop(file.bytes, as: "first.csv")
        try station.runOnce()
        let probe = try station.pipeline()
        try probe.start()
        let descriptor = open(station.directory.path(of: "data/store/sluice.db"), O_WRONLY)
        #expect(write(descriptor, old, old.count) == old.count)
        close(descriptor)
        try expectNothingTaken(by: probe, station)
    }

    @Test func nothingIsTakenIntoADatabaseWhoseFirstPageWasOverwritten() throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "first.csv")
        try station.runOnce()
        let probe = try station.pipeline()
        try probe.start()
        let descriptor = open(station.directory.path(of: "data/store/sluice.db"), O_WRONLY)
        let zeros = [UInt8](repeating: 0, count: 3900)
        #expect(pwrite(descriptor, zeros, zeros.count, 100) == zeros.count)
        close(descriptor)
        try expectNothingTaken(by: probe, station)
    }

    /// Else the log stays behind, and a file is made while the process ends.
    @Test func aStopWaitsForTheCheckOfTheDatabase() throws {
        let station = try TemporaryStation()
        let (stopped, hasWaited) = (DispatchSemaphore(value: 0), OnceFlag())
        let probe = try station.pipeline(onReading: {
            if stopped.wait(timeout: .now() + 0.3) == .timedOut { _ = hasWaited.first() }
        })
        try probe.start()
        try probe.stop()
        stopped.signal()
        #expect(!hasWaited.first())
        #expect(station.directory.names(in: "data/store") == ["sluice.db"])
    }

    @Test func aDatabaseThatIsLostWhileRunningIsNeverReplacedByAnEmptyOne() throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "first.csv")
        let probe = try station.pipeline()
        try probe.start()
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        for suffix in ["", "-wal", "-shm"] {
            try station.open("data/store").remove(Array("sluice.db\(suffix)".utf8))
        }
        try station.drop(UniversityFile(records: 7, salt: 3).bytes, as: "second.csv")
        try probe.wait("a second attempt") { $0.failedAttempts.count >= 2 }
        try probe.stop()
        #expect(probe.archivedNames.count == 1)
        #expect(station.inboxNames == ["second.csv"])
        #expect(!station.directory.names(in: "data/store").contains("sluice.db"))
    }
}
