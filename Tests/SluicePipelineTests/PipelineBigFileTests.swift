internal import Synchronization

internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// Files that are loaded in steps under a ledger row that no view shows.
@Suite(.serialized) struct PipelineBigFileTests {
    private static let records = 60_000

    private static func file(salt: Int = 0, faults: [Int: UniversityFile.Fault] = [:])
        -> UniversityFile
    {
        UniversityFile(records: records, salt: salt, faults: faults)
    }

    private static let faults: [Int: UniversityFile.Fault] = [
        0: .range, 9_000: .number, 30_000: .fields, 59_999: .range,
    ]

    @Test func countsAreExactAndSmallFilesGoBetweenTheSteps() throws {
        let station = try TemporaryStation()
        let file = Self.file(faults: Self.faults)
        try station.drop(file.bytes, as: "big.csv")
        for salt in 1...20 {
            try station.drop(UniversityFile(records: 5, salt: salt).bytes, as: "s\(salt).csv")
        }
        try station.runOnce()
        #expect(try station.storedRows == file.good + 100)
        #expect(
            try station.column("SELECT line FROM quarantine ORDER BY line")
                == file.badLines.map { "\($0)" })
        #expect(
            try station.rows(
                "SELECT records, stored, quarantined, status FROM files WHERE name = 'big.csv'")
                == [["60000", "59996", "4", "archived"]])
        #expect(station.archivedNames.count == 21)
        #expect(try station.violations() == [])
    }

    @Test func nothingOfItIsSeenBeforeItIsComplete() throws {
        let station = try TemporaryStation()
        let seen = Mutex<(loading: Int, rows: Int, held: Int, files: Int)>((0, 0, 0, 0))
        let faults = FaultInjector { call, count in
            // By the 30th read more chunks were judged than a worker may hold: some were written.
            guard call == .read, count == 30 else { return nil }
            let deadline = System().monotonicNanoseconds() + 30_000_000_000
            while System().monotonicNanoseconds() < deadline {
                guard
                    let loading = try? station.count(
                        "SELECT count(*) FROM ledger WHERE status = 'loading'"), loading > 0,
                    let rows = try? station.storedRows,
                    let held = try? station.count("SELECT count(*) FROM quarantine"),
                    let files = try? station.count("SELECT count(*) FROM files")
                else { continue }
                seen.withLock { $0 = (loading, rows, held, files) }
                break
            }
            return nil
        }
        let file = UniversityFile(records: 2 * Self.records, faults: Self.faults)
        try station.drop(file.bytes, as: "big.csv")
        try station.runOnce(faults: faults)
        #expect(seen.withLock { $0 } == (1, 0, 0, 0))
        #expect(try station.storedRows == file.good)
    }

    @Test func aKnownBigContentLeavesNothingButADuplicate() throws {
        let station = try TemporaryStation()
        try station.drop(Self.file(faults: Self.faults).bytes, as: "big.csv")
        try station.runOnce()
        try station.drop(Self.file(faults: Self.faults).bytes, as: "again.csv")
        try station.runOnce()
        #expect(try station.storedRows == Self.records - 4)
        #expect(try station.count("SELECT count(*) FROM quarantine") == 4)
        #expect(
            try station.column("SELECT status FROM files ORDER BY id") == ["archived", "duplicate"])
        #expect(station.archivedNames.count == 2)
        #expect(try station.violations() == [])
    }

    @Test func aBigFileThatChangesWhileItIsReadIsTakenAnew() throws {
        let station = try TemporaryStation()
        let file = Self.file()
        let longer = file.bytes + Array((UniversityFile.record(60_000) + "\n").utf8)
        let faults = FaultInjector { call, count in
            if call == .read, count == 15 { try? station.replace("big.csv", by: longer) }
            return nil
        }
        try station.drop(file.bytes, as: "big.csv")
        try station.runOnce(faults: faults)
        #expect(try station.storedRows == 2 * Self.records + 1)
        #expect(try station.count("SELECT count(*) FROM files") == 2)
        #expect(try station.violations() == [])
    }

    @Test func aBigFileThatGrowsWhileItIsReadLeavesNothingOfTheTornRead() throws {
        let station = try TemporaryStation()
        let file = Self.file()
        let directory = try station.open("data")
        let faults = FaultInjector { call, count in
            guard call == .read, count == 15 else { return nil }
            if let descriptor = try? directory.openForAppending(Array("big.csv".utf8)) {
                try? System().write(
                    Array((UniversityFile.record(60_000) + "\n").utf8), to: descriptor)
            }
            return nil
        }
        try station.drop(file.bytes, as: "big.csv")
        try station.runOnce(faults: faults)
        #expect(try station.storedRows == Self.records + 1)
        #expect(try station.count("SELECT count(*) FROM files") == 1)
        #expect(try station.violations() == [])
    }

    @Test func strictModeKeepsNothingOfABigFileButAllItsFindings() throws {
        let station = try TemporaryStation()
        var settings = TemporaryStation.settings
        settings.taking.isStrict = true
        let file = Self.file(faults: Self.faults)
        try station.drop(file.bytes, as: "big.csv")
        #expect(try station.runOnce(settings).invalidFiles == 1)
        #expect(try station.storedRows == 0)
        #expect(
            try station.rows("SELECT line, status FROM quarantine") == [["NULL", "held"]])
        #expect(try station.column("SELECT status FROM files") == ["rejected"])
        let errors = try #require(
            station.quarantineNames.first { $0.hasSuffix(".errors.jsonl") }.flatMap {
                station.directory.text(of: "quarantine/" + $0)
            })
        #expect(errors.split(separator: "\n").count == 5)
        #expect(try station.violations() == [])
    }

    @Test func stoppingInTheMiddleIsQuickAndARestartCompletes() throws {
        let station = try TemporaryStation()
        try station.drop(Self.file(faults: Self.faults).bytes, as: "big.csv")
        let probe = Mutex<PipelineProbe?>(nil)
        let faults = FaultInjector { call, count in
            if call == .read, count == 14 {
                // From the worker's own thread: it must find itself cancelled at its next block.
                probe.withLock { $0 }?.pipeline.stop {}
            }
            return nil
        }
        let stopped = try station.pipeline(faults: faults)
        probe.withLock { $0 = stopped }
        let started = System().monotonicNanoseconds()
        try stopped.start()
        try stopped.wait("stop") { probe in
            probe.events.contains { if case .stopped = $0 { true } else { false } }
        }
        #expect(System().monotonicNanoseconds() - started < 30_000_000_000)
        probe.withLock { $0 = nil }
        #expect(stopped.receipts.isEmpty)
        #expect(try station.storedRows == 0)
        #expect(station.inboxNames == ["big.csv"])
        try station.runOnce()
        #expect(try station.storedRows == Self.records - 4)
        #expect(try station.violations() == [])
    }
}
