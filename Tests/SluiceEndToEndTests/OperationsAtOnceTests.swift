internal import SluiceTestKit
internal import Testing

/// Several commands of the quarantine desk at the same time: each is done, whoever owns the station for that moment.
@Suite(.serialized) struct OperationsAtOnceTests {
    private static let commands = 8

    private let station: TemporaryStation

    init() throws {
        station = try TemporaryStation.configured()
        let faults = (0..<Self.commands).map { ($0, UniversityFile.Fault.range) }
        try station.drop(
            UniversityFile(records: 20, faults: Dictionary(uniqueKeysWithValues: faults)).bytes,
            as: "a.csv")
        try station.run(["--headless", "--once"])
    }

    private func edits() throws -> [Program] {
        try (1...Self.commands).map { entry in
            try Program([
                "quarantine", "edit", "\(entry)", "--set", "mood_score=2.5", "--station",
                station.directory.path,
            ])
        }
    }

    private func check(_ programs: [Program]) throws {
        for outcome in programs.map({ $0.wait() }) {
            #expect(outcome.status == 0, "\(outcome.output) \(outcome.messages)")
        }
        #expect(try station.storedRows == 20)
        #expect(try station.count("SELECT count(DISTINCT batch) FROM journal") == Self.commands)
        #expect(try station.violations() == [])
    }

    @Test func allAreDoneWithoutAnOwner() throws {
        try check(try edits())
    }

    @Test func allAreDoneWhileTheOwnerEnds() throws {
        let owner = try station.startOwner()
        let programs = try edits()
        owner.signal(15)
        #expect(owner.wait() == .exited(0))
        try check(programs)
    }
}
