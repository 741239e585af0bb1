internal import Foundation
internal import SluiceTestKit
internal import Testing

/// Starts on stations of which something is missing: a new one is filled, on a used one nothing is begun anew.
@Suite struct LostDatabaseTests {
    @Test("a lost or unreadable directory of dataset files ends a start and a rebuild")
    func datasets() throws {
        let station = try TemporaryStation.configured()
        try station.drop(UniversityFile(records: 30).bytes, as: "a.csv")
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
        let folder = station.directory.path(of: "data/datasets")
        let away = station.directory.path(of: "outside/datasets")
        try FileManager.default.moveItem(atPath: folder, toPath: away)
        func check() throws {
            try station.drop(UniversityFile(records: 3, salt: 2).bytes, as: "b.csv")
            for arguments in [["--headless", "--once"], ["rebuild", "--force"]] {
                let end = try station.run(arguments)
                #expect(end.end == .exited(74) && end.errors.contains("data/datasets"))
            }
            #expect(try station.run(["doctor"]).output.contains("data/datasets"))
            #expect(station.inboxNames.contains("b.csv"))
        }
        try check()
        try station.directory.write("no directory", to: "data/datasets")
        try FileManager.default.removeItem(atPath: station.directory.path(of: "data/b.csv"))
        try check()
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.moveItem(atPath: away, toPath: folder)
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
        #expect(try station.storedRows == 33)
    }

    private let station: TemporaryStation

    init() throws { station = try TemporaryStation.configured() }

    private func path(_ name: String) -> String { station.directory.path(of: name) }

    /// Stores a file; with `faults` one of its records is held.
    private func use(faults: [Int: UniversityFile.Fault] = [:]) throws {
        try station.drop(UniversityFile(records: 20, salt: 1, faults: faults).bytes, as: "a.csv")
        let end = try station.run(["--headless", "--once"]).end
        #expect(end == .exited(faults.isEmpty ? 0 : 1))
    }

    /// Starts, which must fail with an exit status and words, and leave everything as it is.
    private func expectRefusal(
        _ status: Int32, _ words: [String], of command: [String] = ["--headless", "--once"]
    ) throws {
        let before = places
        let outcome = try station.run(command)
        #expect(outcome.end == .exited(status), "\(outcome.errors)")
        for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        #expect(places == before)
    }

    /// What lies in the station, but for what every start makes.
    private var places: [String] {
        (station.directory.names() + station.directory.names(in: "data"))
            .filter { !["logs", "themes"].contains($0) }
    }

    @Test func theFirstStartMakesWhatTheStationLacks() throws {
        let empty = try TemporaryDirectory()
        try empty.write("", to: "sluice.toml")
        let outcome = try ChildProcess(
            TemporaryStation.program, ["--station", empty.path, "--headless", "--once"])
        #expect(outcome.wait() == .exited(0))
        #expect(empty.names(in: "data") == ["datasets", "processed", "store"])
    }

    @Test("Its disk is not mounted: a start says so, and goes on where it was once it is")
    func inboxWithDatabaseAway() throws {
        try use(faults: [3: .range])
        #expect(rename(path("data"), path("away")) == 0)
        try expectRefusal(69, ["data/store/sluice.db is not there", "mount", "sluice rebuild"])
        try expectRefusal(74, ["data", "mkdir"], of: ["rebuild"])
        // An empty mount point.
        try station.directory.makeDirectory("data")
        try expectRefusal(69, ["sluice.db is not there", "mount"])
        #expect(rmdir(path("data")) == 0 && rename(path("away"), path("data")) == 0)
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
        #expect(try station.storedRows == 19)
        #expect(try station.violations() == [])
    }

    @Test("Nothing is left but the logs: these tell that there was a database")
    func onlyLogsTell() throws {
        try use()
        #expect(rename(path("data"), path("away")) == 0)
        try station.directory.makeDirectory("data")
        try expectRefusal(69, ["sluice.db is not there", "logs/status.json"])
        let doctor = try station.run(["doctor"])
        #expect(doctor.end != .exited(0) && doctor.output.contains("the station had one"))
    }

    @Test func aLostDatabaseIsMadeAnewOnlyByRebuild() throws {
        try use(faults: [3: .range])
        for suffix in ["", "-wal", "-shm"] { unlink(path("data/store/sluice.db" + suffix)) }
        try expectRefusal(69, ["the archive has files", "sluice rebuild"])
        try expectRefusal(69, ["the archive has files"], of: ["ingest", path("sluice.toml")])
        #expect(try station.run(["rebuild"]).end == .exited(0))
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
        #expect(try station.storedRows == 19)
    }

    @Test(arguments: ["data/processed", "quarantine"])
    func aMissingDirectoryOfAUsedStationIsNotMade(_ name: String) throws {
        try use(faults: [3: .range])
        #expect(rename(path(name), path("away")) == 0)
        try expectRefusal(74, [name, "mount", "mkdir -p -m 700"])
        #expect(rename(path("away"), path(name)) == 0)
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
    }

    @Test("A configured directory elsewhere is never made, not even by the first start")
    func elsewhere() throws {
        let other = try TemporaryDirectory()
        try station.directory.write(
            "[directories]\ninbox = \"\(other.path)/in\"\n", to: "sluice.toml")
        try expectRefusal(74, ["\(other.path)/in", "mount", "mkdir"])
        #expect(other.names() == [])
        try other.makeDirectory("in")
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
    }
}
