internal import SluiceCore
internal import SluicePipeline
internal import SluiceStore
internal import SluiceTestKit
internal import Testing

/// A store that opens and takes no file.
@Suite struct PipelineStoreRetryTests {
    /// A station on which every file fails with a constraint: the next rows would get numbers that are taken.
    private func refusing(_ file: UniversityFile) throws -> TemporaryStation {
        let station = try TemporaryStation()
        try station.drop(UniversityFile(records: 20, salt: 1).bytes, as: "first.csv")
        try station.runOnce()
        try station.database.change("UPDATE counters SET next_row = 1")
        try station.drop(file.bytes, as: "next.csv")
        return station
    }

    /// One of more than 4 MiB, which is written in steps, and one that shares its transaction with others.
    @Test(arguments: [UniversityFile(records: 60_000), UniversityFile(records: 200)])
    func isGivenUpAfterItsAttempts(_ file: UniversityFile) throws {
        let station = try refusing(file)
        let probe = try station.pipeline()
        try probe.start()
        let result = try probe.drain()
        try probe.stop()
        #expect(result.failure != nil)
        #expect(probe.failedAttempts.map(\.attempt).prefix(4) == [1, 2, 3, 4])
        let recoveries = probe.events.count {
            if case .recovered = $0 { true } else { false }
        }
        #expect(recoveries == 0)
        #expect(station.inboxNames == ["next.csv"])
    }

    @Test func aFileThatWaitsIsCountedOnce() throws {
        let station = try refusing(UniversityFile(records: 60_000))
        let probe = try station.pipeline()
        try probe.start()
        try probe.wait("four attempts") { $0.failedAttempts.count >= 4 }
        #expect(probe.pipeline.snapshot.waitingFiles <= 1)
        try probe.stop()
    }
}
