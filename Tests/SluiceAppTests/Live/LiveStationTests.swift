@testable internal import SluiceApp
internal import SluiceCore
internal import SluicePipeline
internal import SluiceStore
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

@Suite("Live station")
struct LiveStationTests {
    private static let file = UniversityFile(
        records: 20, faults: [1: .range, 3: .range, 7: .range])

    private let station: TemporaryStation
    private let live: LiveStation
    private let parts: LiveStation.Parts

    init() throws {
        let station = try TemporaryStation()
        self.station = station
        parts = LiveStation.Parts(
            name: "here",
            database: Array(station.directory.path(of: "data/store/sluice.db").utf8),
            catalog: DatasetCatalog(), quarantineRecords: 1_000
        ) { () throws(SystemError) in
            try System().openDirectory(path: Array(station.directory.path(of: "data").utf8))
        }
        live = LiveStation(parts, system: System())
    }

    private func connect(_ probe: PipelineProbe, _ other: LiveStation? = nil) {
        (other ?? live).connect(
            LiveStation.Owner(
                picture: { probe.pipeline.snapshot }, refresh: { probe.pipeline.refresh() },
                rescan: { probe.pipeline.rescan() }, stop: {},
                operate: { _, completion in completion(.refused("not here")) },
                log: { _, _, _ in }))
    }

    /// A pipeline that has been started under the live station, and what is signalled with every picture.
    private func begun() throws -> (PipelineProbe, Waiter) {
        let probe = try station.pipeline(onEvent: live.take)
        connect(probe)
        let arrived = Waiter()
        _ = live.observe { arrived.signal() }
        try probe.start()
        return (probe, arrived)
    }

    @Test("files, rates, reasons, metrics and alerts follow what the pipeline does")
    func pipeline() throws {
        let (probe, arrived) = try begun()
        try station.drop(Self.file.bytes, as: "a.csv")
        try station.drop(Array("nonsense\n1\n".utf8), as: "b.csv")
        _ = try probe.drain()
        try arrived.wait { live.newest.knownFiles == 2 && !live.newest.alerts.isEmpty }
        let picture = live.newest
        #expect(picture.station == "here" && picture.access == .owner)
        let file = try #require(picture.files.first { $0.name == "a.csv" })
        #expect(file.phase == .partial && file.held == 3 && file.records == 20)
        #expect(file.milliseconds != nil && file.id != nil)
        #expect(picture.heldRecords == 4 && picture.filesToday == 2)
        #expect(picture.pipeline.recordsRead == 20)
        #expect(picture.errorRate.current == 0.15)
        #expect(picture.errorRate.reasons.map(\.count).reduce(0, +) == 3)
        #expect(picture.metrics.count == 9)
        #expect(picture.alerts.first?.kind == .rejectedFile)
        #expect(picture.databaseBytes > 0 && picture.revision > 0)
        let alert = try #require(picture.alerts.first)
        #expect(waitFor { live.perform(.acknowledge(alert: alert.id), completion: $0) } == .done)
        try arrived.wait { live.newest.firingAlerts == 0 }
        try probe.stop()
    }

    @Test("an operation is seen while it lasts, and ended by its ticket")
    func operations() throws {
        let asked = Mutex<(Pipeline.Operation, @Sendable (StationReply) -> Void)?>(nil)
        live.connect(
            LiveStation.Owner(
                picture: { PipelineSnapshot() }, refresh: {}, rescan: {}, stop: {},
                operate: { operation, completion in
                    asked.withLock { $0 = (operation, completion) }
                }, log: { _, _, _ in }))
        let arrived = Waiter()
        _ = live.observe { arrived.signal() }
        var request = OperationRequest(.undo(batch: nil), actor: "anna")
        request.ticket = 7
        let reply = Mutex<StationReply?>(nil)
        live.perform(.operate(request)) { answer in reply.withLock { $0 = answer } }
        let (operation, completion) = try #require(asked.withLock { $0 })
        operation.progress(34, 100)
        try arrived.wait { live.newest.operation?.done == 34 }
        #expect(
            live.newest.operation
                == OperationProgress(
                    ticket: 7, actor: "anna", action: "undo", done: 34, total: 100))
        #expect(waitFor { live.perform(.cancel(ticket: 8), completion: $0) } != .done)
        #expect(!operation.isCancelled())
        #expect(waitFor { live.perform(.cancel(ticket: 7), completion: $0) } == .done)
        #expect(operation.isCancelled())
        completion(.cancelled)
        #expect(reply.withLock { $0 } == .cancelled)
        try arrived.wait { live.newest.operation == nil }
        #expect(waitFor { live.perform(.cancel(ticket: 7), completion: $0) } != .done)
    }

    @Test("what the database holds already is there from the start")
    func begin() throws {
        try station.drop(Self.file.bytes, as: "a.csv")
        try station.runOnce()
        let probe = try station.pipeline()
        connect(probe)
        let arrived = Waiter()
        _ = live.observe { arrived.signal() }
        let reader = try StoreReader(
            path: Array(station.directory.path(of: "data/store/sluice.db").utf8))
        try live.begin(reader)
        try arrived.wait { live.newest.knownFiles == 1 }
        #expect(live.newest.files.map(\.name) == ["a.csv"])
        #expect(live.newest.heldRecords == 3 && live.newest.filesToday == 1)
    }

    @Test("a repeated file is one of today's, in the process that took it and in the next")
    func repeated() throws {
        let (probe, arrived) = try begun()
        try station.drop(Self.file.bytes, as: "a.csv")
        _ = try probe.drain()
        try station.drop(Self.file.bytes, as: "b.csv")
        _ = try probe.drain()
        try arrived.wait { live.newest.knownFiles == 2 }
        #expect(live.newest.filesToday == 2)
        try probe.stop()
        let later = LiveStation(parts, system: System())
        connect(probe, later)
        _ = later.observe { arrived.signal() }
        try later.begin(
            try StoreReader(
                path: Array(station.directory.path(of: "data/store/sluice.db").utf8)))
        try arrived.wait { later.newest.knownFiles == 2 }
        #expect(later.newest.filesToday == 2)
    }

    @Test("what another process has read within the last hour is in the error rate")
    func recall() throws {
        try station.drop(Self.file.bytes, as: "a.csv")
        try station.runOnce()
        let probe = try station.pipeline()
        let reader = try StoreReader(
            path: Array(station.directory.path(of: "data/store/sluice.db").utf8))
        let later = LiveStation(parts, system: System())
        connect(probe, later)
        let arrived = Waiter()
        _ = later.observe { arrived.signal() }
        try later.begin(reader)
        try later.recall(reader)
        try arrived.wait { later.newest.errorRate.current != nil }
        #expect(later.newest.errorRate.current == 0.15)
        #expect(later.newest.errorRate.reasons == [ReasonCount(.range, 3)])
        // What `sluice status` tells is the same.
        #expect(later.errorCounts(lastMinutes: 60).rate == 0.15)
    }

    @Test("log lines are told as they come, with their file")
    func log() throws {
        connect(try station.pipeline())
        let arrived = Waiter()
        _ = live.observe { arrived.signal() }
        live.note(
            LogEntry(
                microseconds: 5, level: .warning, event: "file committed",
                fields: [.init("file_id", .integer(7)), .init("read_ms", .milliseconds(1.5))]))
        try arrived.wait { !live.newest.log.isEmpty }
        let line = try #require(live.newest.log.first)
        #expect(line.level == .warning && line.source == "commit" && line.fileID == 7)
        #expect(line.fields.map(\.value) == ["7", "1.500"])
    }

    @Test("nobody is told when nothing changes")
    func quiet() {
        let box = SnapshotBox()
        var picture = StationSnapshot()
        picture.revision = 1
        #expect(box.put(picture))
        picture.takenMicroseconds = 99
        #expect(!box.put(picture))
        #expect(!box.isObserved)
        let number = box.observe {}
        #expect(box.isObserved)
        box.forget(number)
        #expect(!box.isObserved)
    }

    @Test("the simulated feed delivers files until it is stopped")
    func feed() throws {
        connect(try station.pipeline())
        let arrived = Waiter()
        _ = live.observe { arrived.signal() }
        let reply = waitFor {
            live.perform(.startFeed(filesPerMinute: 60_000, records: 5), completion: $0)
        }
        #expect(reply == .done)
        try arrived.wait {
            if case .running(let files, _) = live.newest.feed { files >= 2 } else { false }
        }
        #expect(waitFor { live.perform(.stopFeed, completion: $0) } == .done)
        try arrived.wait { live.newest.feed == .off }
        #expect(station.directory.names(in: "data").contains { $0.hasPrefix("sim-") })
        let refusal = waitFor {
            live.perform(.startFeed(filesPerMinute: 0, records: 5), completion: $0)
        }
        #expect(refusal != .done)
    }

    @Test("the simulated feed leaves no unfinished file when it ends for good")
    func feedEnds() throws {
        connect(try station.pipeline())
        let arrived = Waiter()
        _ = live.observe { arrived.signal() }
        // The copy of the first file is written, and waits for its minute.
        #expect(
            waitFor { live.perform(.startFeed(filesPerMinute: 1, records: 5), completion: $0) }
                == .done)
        try arrived.wait { live.newest.feed == .running(files: 1, perMinute: 1) }
        waitFor { completion in live.endFeed { completion(()) } }
        let names = station.directory.names(in: "data")
        #expect(names.contains { $0.hasPrefix("sim-") })
        #expect(!names.contains { $0.hasPrefix(".sim-") })
    }
}
