internal import SluiceApp
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

@Suite("Process log")
struct ProcessLogTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func log(
        system: System = System(), _ change: (inout ProcessLog.Options) -> Void = { _ in }
    ) throws -> ProcessLog {
        var options = ProcessLog.Options()
        change(&options)
        return ProcessLog(
            directory: try system.openDirectory(path: directory.pathBytes), system: system,
            options: options)
    }

    private func lines(_ name: String) -> [String] {
        (directory.text(of: name) ?? "").split(separator: "\n").map { String($0.dropFirst(25)) }
    }

    @Test("warnings and errors stand in both logs, the rest in one, details in none")
    func levels() throws {
        let log = try log()
        log.log(.debug, "a detail")
        log.log(.info, "something")
        log.log(.warning, "a look")
        log.log(.error, "a failure")
        log.flush()
        #expect(
            lines("sluice.log") == ["INFO    something", "WARNING a look", "ERROR   a failure"])
        #expect(lines("errors.log") == ["WARNING a look", "ERROR   a failure"])
    }

    @Test("a full log is renamed, and only so many older ones are kept")
    func rotation() throws {
        let log = try log { options in
            options.processLimitBytes = 100
            options.processKeptFiles = 2
        }
        for number in 0..<7 { log.log(.info, "line \(number)") }  // 40 bytes each, two a file
        log.flush()
        #expect(directory.names() == ["sluice.log", "sluice.log.1", "sluice.log.2"])
        #expect(lines("sluice.log") == ["INFO    line 6"])
        #expect(lines("sluice.log.1") == ["INFO    line 4", "INFO    line 5"])
        #expect(lines("sluice.log.2") == ["INFO    line 2", "INFO    line 3"])
    }

    @Test("an existing log is continued and its size counts")
    func continued() throws {
        try directory.write(String(repeating: "x", count: 90) + "\n", to: "sluice.log")
        let log = try log { $0.processLimitBytes = 100 }
        log.log(.info, "new")
        log.flush()
        #expect(directory.names() == ["sluice.log", "sluice.log.1"])
        #expect(lines("sluice.log") == ["INFO    new"])
    }

    @Test("a disk that is full for a while costs lines, not the process, and the gap is told")
    func fullDisk() throws {
        let isFull = Atomic<Bool>(true)
        let system = System(
            faults: FaultInjector { call, _ in
                call == .write && isFull.load(ordering: .relaxed) ? 28 : nil  // ENOSPC
            })
        let log = try log(system: system)
        log.log(.info, "one")
        log.log(.info, "two")
        log.flush()
        let trouble = try #require(log.trouble)
        #expect(trouble.message.hasPrefix("logs: ") && !trouble.remedy.isEmpty)
        let since = trouble.sinceMicroseconds
        log.retry()
        log.flush()
        #expect(log.trouble?.sinceMicroseconds == since && log.trouble?.attempts ?? 0 > 1)
        #expect(PipelineSnapshot().adding(log.trouble).troubles == [log.trouble])
        isFull.store(false, ordering: .relaxed)
        log.retry()
        log.flush()
        #expect(log.trouble == nil)
        log.log(.info, "three")
        log.flush()
        #expect(lines("sluice.log") == ["WARNING log lines were lost lines=2", "INFO    three"])
    }

    @Test("what is echoed carries the entry")
    func echo() {
        let events = Mutex<[String]>([])
        let log = ProcessLog(directory: nil, system: System()) { entry in
            events.withLock { $0.append(entry.event) }
        }
        log.log(.info, "one")
        log.flush()
        #expect(events.withLock { $0 } == ["one"])
    }
}
