internal import Dispatch
internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

/// Big files that are read while they settle: sooner done, and not a moment sooner acknowledged.
@Suite(.serialized) struct PipelineAheadTests {
    /// More than 4 MiB.
    private static let file = UniversityFile(records: 100_000)

    private func settings(unheardNanoseconds: UInt64) -> PipelineSettings {
        var settings = TemporaryStation.settings
        settings.inbox.times.unheardNanoseconds = unheardNanoseconds
        settings.onceSettleSeconds = 60
        return settings
    }

    @Test func aBigFileIsReadBeforeTheSecondLookAndStoredAfterIt() throws {
        #expect(Self.file.bytes.count > Intake.bigFileBytes)
        let station = try TemporaryStation()
        try station.drop(Self.file.bytes, as: "big.csv")
        let isRead = DispatchSemaphore(value: 0)
        let storedBefore = Mutex<[Int]>([])
        let faults = FaultInjector { call, count in
            // The first look opens nothing, so that the first to open is who reads ahead.
            if call == .open, count == 1 { isRead.signal() }
            if call == .stat, count == 2 {
                let seen = isRead.wait(timeout: .now() + 30)
                let rows = (try? station.count("SELECT count(*) FROM files")) ?? -1
                storedBefore.withLock { $0.append(seen == .success ? rows : -2) }
            }
            return nil
        }
        try station.runOnce(settings(unheardNanoseconds: 500_000_000), faults: faults)
        #expect(storedBefore.withLock { $0 } == [0])
        #expect(try station.storedRows == Self.file.good)
        #expect(try station.violations() == [])
    }

    @Test func aWriterThatAppendsBetweenTheLooksLosesNothingAndLeavesNothingHalf() throws {
        let station = try TemporaryStation()
        try station.drop(Self.file.bytes, as: "big.csv")
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
        #expect(try station.storedRows == Self.file.good + 1)
        #expect(try station.column("SELECT status FROM ledger") == ["archived"])
        #expect(station.archivedNames.count == 1)
        #expect(try station.violations() == [])
    }

    @Test func aStopWhileAFileSettlesKeepsNothingOfIt() throws {
        let station = try TemporaryStation()
        try station.drop(Self.file.bytes, as: "big.csv")
        let isRead = DispatchSemaphore(value: 0)
        let probe = try station.pipeline(
            settings(unheardNanoseconds: 3_600_000_000_000),
            faults: FaultInjector { call, _ in
                if call == .open { isRead.signal() }
                return nil
            })
        try probe.start()
        #expect(isRead.wait(timeout: .now() + 30) == .success)
        try probe.stop()
        #expect(try station.storedRows == 0)
        #expect(station.inboxNames == ["big.csv"])
        try station.runOnce()
        #expect(try station.storedRows == Self.file.good)
        #expect(try station.violations() == [])
    }
}
