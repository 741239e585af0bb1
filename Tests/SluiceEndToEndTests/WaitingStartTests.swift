internal import Glibc
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// A start that waits for a locked database: whoever asks is told what it waits for, and nothing is lost meanwhile.
@Suite struct WaitingStartTests {
    private let station: TemporaryStation

    init() throws {
        station = try TemporaryStation.configured()
        let settings = try #require(station.directory.text(of: "sluice.toml"))
        try station.directory.write(
            settings + "[retry]\ndelays = [\"50ms\", \"60ms\"]\ndegradedDelay = \"70ms\"\n",
            to: "sluice.toml")
        try station.drop(
            UniversityFile(records: 20, salt: 1, faults: [3: .range]).bytes, as: "a.csv")
        try station.run(["--headless", "--once"])
    }

    private var trouble: JSONValue? {
        let output = try? station.run(["status", "--json"]).output
        let status = output.flatMap { JSONValue(Array($0.utf8)) }
        return status?["owner"]?["troubles"]?.elements.first
    }

    @Test func statusSaysWhatItWaitsForAndGoesOnByItself() throws {
        let lock = try station.database.lock()
        let owner = try station.start(["--headless"])
        try station.waitUntil("a trouble") { _ in trouble != nil }
        let found = try #require(trouble)
        #expect(found["message"]?.text?.contains("database is locked") == true)
        #expect(found["since"]?.text != nil && found["next_attempt_at"]?.text != nil)
        #expect(found["remedy"]?.text?.contains("another program holds the database") == true)
        let status = try station.run(["status"]).output
        #expect(status.contains("DEGRADED") && status.contains("to do    another program"))
        // The socket answers, and not only the file that was written for when it does not.
        #expect(station.directory.names(in: "logs/control") == ["socket"])
        let refused = try station.run(["quarantine", "discard", "1", "--reason", "test"])
        #expect(refused.errors.contains("the start waits for the store"), "\(refused.errors)")
        #expect(refused.end == .exited(69))
        try station.drop(UniversityFile(records: 20, salt: 2).bytes, as: "b.csv")
        let ingest = try station.run(["ingest", station.directory.path(of: "data/b.csv")])
        #expect(ingest.end == .exited(69), "\(ingest.errors)")
        lock.release()
        try station.waitUntil("the end of the wait") { station in
            (try? station.count("SELECT count(*) FROM files WHERE status = 'archived'")) == 2
        }
        #expect(trouble == nil)
        owner.signal(SIGTERM)
        #expect(owner.wait() == .exited(0))
        #expect(try station.storedRows == 39)
        #expect(try station.violations() == [])
    }

    private var rules: String? { station.directory.text(of: "data/datasets/university.toml") }

    /// Changes a limit and dies before the dataset's file follows.
    private func changeRulesAndDie() throws {
        let killed = try station.run(
            ["datasets", "set", "university", "mood_score.minimum=-3", "--reason", "crash"],
            environment: ["SLUICE_CRASHPOINT": CrashPoint.rulesReplace.rawValue])
        #expect(killed.end == .signalled(9), "not killed: \(killed.errors)")
        #expect(rules == nil)
    }

    private func checkThatRulesFollow(_ owner: ChildProcess) throws {
        // Held by the rules of before, stored by those of now.
        try station.drop(
            UniversityFile(records: 20, salt: 3, faults: [3: .range]).bytes, as: "c.csv")
        try station.waitUntil("the end of the wait") { station in
            (try? station.count("SELECT count(*) FROM files WHERE status = 'archived'")) == 2
        }
        #expect(trouble == nil)
        #expect(rules?.contains("minimum = -3") == true)
        #expect(try station.storedRows == 40)
        #expect(try station.count("SELECT count(*) FROM rule_files") == 0)
        owner.signal(SIGTERM)
        #expect(owner.wait() == .exited(0))
        #expect(try station.violations() == [])
    }

    @Test func aRuleChangeThatACrashLeftWaitsForTheLock() throws {
        try changeRulesAndDie()
        let lock = try station.database.lock()
        let owner = try station.start(["--headless"])
        try station.waitUntil("a trouble") { _ in trouble != nil }
        #expect(trouble?["message"]?.text?.contains("database is locked") == true)
        lock.release()
        try checkThatRulesFollow(owner)
    }

    @Test func aRuleChangeThatCannotBeCarriedOutIsWaitedFor() throws {
        try changeRulesAndDie()
        // Stands where the text is written before it gets its name.
        let obstacle = station.directory.path(of: "data/datasets/.university.toml.tmp")
        #expect(mkdir(obstacle, 0o700) == 0)
        let owner = try station.start(["--headless"])
        try station.waitUntil("a trouble") { _ in trouble != nil }
        #expect(trouble?["message"]?.text?.contains("a dataset file is behind") == true)
        #expect(trouble?["remedy"]?.text?.contains("data/datasets") == true)
        #expect(rmdir(obstacle) == 0)
        try checkThatRulesFollow(owner)
    }

    /// As a scheduled start or one at boot would, while an operator's command is at work.
    @Test(arguments: [["--headless"], ["--headless", "--once"]])
    func aCommandThatHasTheStationIsWaitedFor(words: [String]) throws {
        let system = System()
        var held: Directory? = try system.openDirectory(path: station.directory.pathBytes)
        #expect(try system.lock(try #require(held)))
        try station.drop(UniversityFile(records: 20, salt: 2).bytes, as: "b.csv")
        let owner = try station.start(words)
        try station.waitUntil("the wait") { _ in
            owner.standardError.contains("waiting for a command: the station is owned by")
        }
        held = nil
        try station.waitUntil("the end of the wait") { station in
            (try? station.count("SELECT count(*) FROM files WHERE status = 'archived'")) == 2
        }
        owner.signal(SIGTERM)
        #expect(owner.wait() == .exited(0))
        #expect(try station.violations() == [])
    }

    @Test func aSignalEndsTheWait() throws {
        let lock = try station.database.lock()
        defer { lock.release() }
        let owner = try station.start(["--headless"])
        try station.waitUntil("a trouble") { _ in trouble != nil }
        owner.signal(SIGTERM)
        #expect(owner.wait() == .exited(0))
    }
}
