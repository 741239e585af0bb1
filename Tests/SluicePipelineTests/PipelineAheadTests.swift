internal import Dispatch
internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

/// Files that are read while they settle: sooner done, and not a moment sooner acknowledged.
@Suite(.serialized) struct PipelineAheadTests {
    /// One of more than 4 MiB, and one that shares its transaction with others.
    private static let files = [UniversityFile(records: 100_000), UniversityFile(records: 200)]

    private func settings(unheardNanoseconds: UInt64) -> PipelineSettings {
        var settings = TemporaryStation.settings
        settings.inbox.times.unheardNanoseconds = unheardNanoseconds
        settings.onceSettleSeconds = 60
        settings.readsSmallFilesAhead = true
        return settings
    }

    @Test(arguments: files)
    func aFileIsReadBeforeTheSecondLookAndStoredAfterIt(_ file: UniversityFile) throws {
        #expect((file.bytes.count > Intake.bigFileBytes) == (file.records == 100_000))
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "big.csv")
        let isRead = DispatchSemaphore(value: 0)
        let storedBefore = Mutex<[Int]>([])
        let faults = FaultInjector { call, count in
            // The first look opens nothing, so that the first to open is who reads ahead.
            if call == .open, count == 1 { isRead.signal() }
            if call == .stat, count == 2 {
                let seen = isRead.wait(timeout: .now() + Patience.seconds(30))
                let rows = (try? station.count("SELECT count(*) FROM files")) ?? -1
                storedBefore.withLock { $0.append(seen == .success ? rows : -2) }
            }
            return nil
        }
        try station.runOnce(settings(unheardNanoseconds: 500_000_000), faults: faults)
        #expect(storedBefore.withLock { $0 } == [0])
        #expect(try station.storedRows == file.good)
        #expect(try station.violations() == [])
    }

    @Test(arguments: files)
    func aWriterThatAppendsBetweenTheLooksLosesNothingAndLeavesNothingHalf(
        _ file: UniversityFile
    ) throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "big.csv")
        let directory = try station.open("data")
        let isChanged = OnceFlag()
        let faults = FaultInjector { call, _ in
            guard call == .open, isChanged.first() else { return nil }
            if let file = try? directory.openForAppending(Array("big.csv".utf8)) {
                try? System().write(
                    Array((UniversityFile.record(77, salt: 1) + "\n").utf8), to: file)
            }
            return nil
        }
        try station.runOnce(settings(unheardNanoseconds: 500_000_000), faults: faults)
        #expect(try station.storedRows == file.good + 1)
        #expect(try station.column("SELECT status FROM ledger") == ["archived"])
        #expect(station.archivedNames.count == 1)
        #expect(try station.violations() == [])
    }

    @Test(arguments: files)
    func aStopWhileAFileSettlesKeepsNothingOfIt(_ file: UniversityFile) throws {
        let station = try TemporaryStation()
        try station.drop(file.bytes, as: "big.csv")
        let isRead = DispatchSemaphore(value: 0)
        let probe = try station.pipeline(
            settings(unheardNanoseconds: 3_600_000_000_000),
            faults: FaultInjector { call, _ in
                if call == .open { isRead.signal() }
                return nil
            })
        try probe.start()
        #expect(isRead.wait(timeout: .now() + Patience.seconds(30)) == .success)
        try probe.stop()
        #expect(try station.storedRows == 0)
        #expect(station.inboxNames == ["big.csv"])
        try station.runOnce()
        #expect(try station.storedRows == file.good)
        #expect(try station.violations() == [])
    }

    @Test func aSmallFileThatChangesDoesNotTakeOthersOfItsGroupWithIt() throws {
        let station = try TemporaryStation()
        for number in 0..<20 {
            try station.drop(
                UniversityFile(records: 50, salt: number).bytes, as: "small-\(number).csv")
        }
        let directory = try station.open("data")
        let changed = Mutex(false)
        let faults = FaultInjector { call, count in
            // All twenty are read, and none is looked at again: the last one grows.
            guard call == .open, count == 20, changed.withLock({ !$0 }) else { return nil }
            changed.withLock { $0 = true }
            if let file = try? directory.openForAppending(Array("small-7.csv".utf8)) {
                try? System().write(
                    Array((UniversityFile.record(999, salt: 7) + "\n").utf8), to: file)
            }
            return nil
        }
        try station.runOnce(settings(unheardNanoseconds: 500_000_000), faults: faults)
        #expect(changed.withLock { $0 })
        #expect(try station.count("SELECT count(*) FROM ledger WHERE status = 'archived'") == 20)
        let good = (0..<20).reduce(1) { $0 + UniversityFile(records: 50, salt: $1).good }
        #expect(try station.storedRows == good)
        #expect(try station.violations() == [])
    }
}
