internal import Glibc
internal import SluiceApp
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

@Suite("sluice status")
struct StatusCommandTests {
    private let station: TestStation
    private let output = TestOutput()

    init() throws { station = try TestStation() }

    private func document(
        _ snapshot: PipelineSnapshot, written: Int64 = 0, process: Int32 = 0, uptime: Int = 0,
        takesInbox: Bool = true, hasDatabase: Bool = false
    ) -> StatusDocument {
        StatusDocument(
            snapshot: snapshot, rates: [], processIdentifier: process,
            writtenMicroseconds: written, uptimeSeconds: uptime, takesInbox: takesInbox,
            hasDatabase: hasDatabase)
    }

    private func status() throws -> JSONValue {
        let output = TestOutput()
        #expect(station.run("status --json", output) == .done)
        return try #require(JSONValue(Array(output.text(.output).utf8)))
    }

    @Test("a fresh station is stopped and has no database")
    func fresh() throws {
        let status = try status()
        #expect(status["state"] == .text("STOPPED"))
        #expect(status["database"] == .null && status["owner"] == .null)
        #expect(station.run("status", output) == .done)
        #expect(
            output.text(.output).contains("STOPPED") && output.text(.output).contains("none yet"))
    }

    @Test("the database's totals are told")
    func totals() throws {
        try station.store(
            TestStation.header + TestStation.record(minute: 1)
                + TestStation.record(minute: 2, mood: "9"), as: "a.csv")
        let database = try #require(try status()["database"])
        #expect(database["files"]?["committed"] == .number(1))
        #expect(database["records"] == .number(2) && database["stored"] == .number(1))
        #expect(database["quarantined"] == .number(1) && database["discarded"] == .number(0))
        #expect(database["last_commit_at"] == .text("2024-05-01T00:00:00.000Z"))
    }

    @Test("a database that is lost is not told as none", arguments: ["status", "quarantine list"])
    func lost(command: String) throws {
        let written = document(PipelineSnapshot(), hasDatabase: true)
        try station.directory.write(written.bytes, to: "logs/status.json")
        #expect(station.run(command, output) == .unavailable)
        let text = output.text(.output) + output.text(.error)
        #expect(text.contains("is not there, but the station had a database"), "\(text)")
    }

    @Test("a document left by a process that is gone is not believed")
    func stale() throws {
        var snapshot = PipelineSnapshot()
        snapshot.state = .running
        try station.directory.write(document(snapshot).bytes, to: "logs/status.json")
        #expect(try status()["state"] == .text("STOPPED"))
    }

    @Test("an owner that cannot be asked is not told as stopped")
    func silent() throws {
        var snapshot = PipelineSnapshot()
        snapshot.state = .running
        snapshot.startedMicroseconds = 1_700_000_000_000_000
        let written = document(snapshot, process: getpid())
        try station.directory.write(written.bytes, to: "logs/status.json")
        #expect(station.run("status", output) == .done)
        let text = output.text(.output)
        #expect(text.contains("state    RUNNING, up "))
        #expect(text.contains("silent   process \(getpid()) does not answer"))
        #expect(text.contains("it wrote at 1970-01-01T00:00:00.000Z:"))
        #expect(try status()["owner_silent"]?.text?.contains("does not answer") == true)
        chmod(station.directory.path(of: "logs"), 0o755)
        let control = station.directory.path(of: "logs/control")
        mkdir(control, 0o755)
        chmod(control, 0o755)
        #expect(try status()["owner_silent"]?.text?.contains("run: chmod 700") == true)
        try station.directory.write([], to: "logs/status.json")
        let other = TestOutput()
        #expect(station.run("status", other) == .done)
        #expect(other.text(.output).contains("state    UNKNOWN: "))
    }

    @Test("the owner says how long it has been up; of what it wrote once the wall clock tells")
    func uptime() throws {
        var snapshot = PipelineSnapshot()
        snapshot.startedMicroseconds = 1_700_000_000_000_000
        let owner = JSONValue(document(snapshot, uptime: 59).bytes)
        func first(silence: String?) -> String? {
            StatusReport(
                station: "/s", owner: owner, silence: silence, totals: nil, databaseFailure: nil,
                nowMicroseconds: 1_700_086_400_000_000
            ).lines.dropFirst().first
        }
        #expect(first(silence: nil) == "state    STARTING, up 59 s, process 0")
        #expect(first(silence: "it does not answer") == "state    STARTING, up 1 d 0 h, process 0")
    }

    @Test("a station that a command has is not said to be an instance's")
    func command() throws {
        let system = System()
        let own = try system.openDirectory(path: station.directory.pathBytes)
        #expect(try system.lock(own))
        let once = "--headless --once"
        func refusal(_ written: StatusDocument?) throws -> String {
            if let written {
                try station.directory.write(written.bytes, to: "logs/status.json")
            }
            let output = TestOutput()
            #expect(station.run(once, output) == .owned)
            return output.text(.error)
        }
        let gone = document(running, process: 0)
        #expect(try refusal(gone).contains("owned by another sluice (process \(getpid()))\n"))
        let command = document(running, process: getpid(), takesInbox: false)
        #expect(try refusal(command).contains("owned by another sluice (process \(getpid()))\n"))
        let instance = document(running, process: getpid())
        let text = try refusal(instance)
        #expect(text.contains("owned by another instance (process \(getpid()))\n"), "\(text)")
    }

    private var running: PipelineSnapshot {
        var snapshot = PipelineSnapshot()
        snapshot.state = .running
        return snapshot
    }

    @Test("what is being retried says since when, what is next, and what to do")
    func troubles() throws {
        var snapshot = PipelineSnapshot()
        snapshot.state = .degraded
        snapshot.troubles = [
            PipelineSnapshot.Trouble(
                message: "store: full", sinceMicroseconds: 1_700_000_000_000_000,
                nextAttemptMicroseconds: 1_700_000_060_000_000, attempts: 4, remedy: "make room")
        ]
        snapshot.lastError = .init(
            message: "store: full", atMicroseconds: 1_700_000_000_000_000)
        let report = StatusReport(
            station: "/s", owner: JSONValue(document(snapshot).bytes), totals: nil,
            databaseFailure: CommandFailure(.unavailable, "it is gone", hint: "look for it"),
            nowMicroseconds: 0)
        let lines = report.lines
        #expect(lines.contains("error    last: store: full at 2023-11-14T22:13:20.000Z"))
        #expect(lines.suffix(2) == ["database it is gone", "to do    look for it"])
        let start = try #require(lines.firstIndex { $0.hasPrefix("trouble  store: full since") })
        #expect(lines[start].hasSuffix("2023-11-14T22:13:20.000Z"))
        #expect(lines[start + 1] == "         4 failed, next attempt 2023-11-14T22:14:20.000Z")
        #expect(lines[start + 2] == "to do    make room")
    }

    @Test(
        "an error rate that is not nothing is never told as nothing",
        arguments: [
            ("0.075", "7.5 %"), ("0.0003", "<0.1 %"), ("0", "0.0 %"), ("1", "100.0 %"),
            ("null", "none read"),
        ])
    func rates(rate: String, said: String) {
        let owner = JSONValue(Array("{\"error_rates\":[{\"minutes\":1,\"rate\":\(rate)}]}".utf8))
        let report = StatusReport(
            station: "/s", owner: owner, totals: nil, databaseFailure: nil, nowMicroseconds: 0)
        #expect(report.lines.contains("errors   \(said) in 1 min"))
    }

    @Test("a start that has not noted when it began is not up since 1970")
    func notYetStarted() {
        let owner = JSONValue(
            Array("{\"state\":\"STARTING\",\"started_at\":\"1970-01-01T00:00:00.000Z\"}".utf8))
        let report = StatusReport(
            station: "/s", owner: owner, silence: "process 1 is stopped", totals: nil,
            databaseFailure: nil, nowMicroseconds: 1_795_861_629_000_000)
        #expect(report.lines.contains("state    STARTING"))
    }

    @Test("the writer replaces the document, only on change, and leaves nothing else")
    func writer() throws {
        let system = System()
        let logs = try system.openDirectory(path: station.directory.pathBytes).directory(
            Array("logs".utf8))
        var writer = StatusWriter(logs: logs, system: system)
        var snapshot = PipelineSnapshot()
        writer.write(document(snapshot))
        let first = station.directory.bytes(of: "logs/status.json")
        writer.write(document(snapshot, written: 1, uptime: 1))
        #expect(station.directory.bytes(of: "logs/status.json") == first)
        snapshot.waitingFiles = 3
        writer.write(document(snapshot))
        let value = try #require(
            station.directory.bytes(of: "logs/status.json").flatMap(JSONValue.init))
        #expect(value["waiting_files"] == .number(3))
        #expect(station.directory.names(in: "logs") == ["status.json"])
        #expect(writer.trouble.shown == nil)
    }

    @Test("a document that cannot be written is a trouble until it can")
    func writerFails() throws {
        let isReadOnly = Atomic<Bool>(true)
        let system = System(
            faults: FaultInjector { call, _ in
                call == .create && isReadOnly.load(ordering: .relaxed) ? 13 : nil  // EACCES
            })
        let logs = try system.openDirectory(path: station.directory.pathBytes).directory(
            Array("logs".utf8))
        var writer = StatusWriter(logs: logs, system: system)
        writer.write(document(PipelineSnapshot()))
        writer.write(document(PipelineSnapshot()))
        let trouble = try #require(writer.trouble.shown)
        #expect(trouble.message.contains("logs: ") && trouble.message.contains("status.json"))
        #expect(trouble.attempts == 2 && trouble.remedy.contains("account"))
        isReadOnly.store(false, ordering: .relaxed)
        writer.write(document(PipelineSnapshot()))
        #expect(writer.trouble.shown == nil)
        #expect(station.directory.bytes(of: "logs/status.json") != nil)
    }
}
