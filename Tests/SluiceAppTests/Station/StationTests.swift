internal import SluiceApp
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("Stations are made and found")
struct StationTests {
    private let directory: TemporaryDirectory
    private let finder = StationFinder(system: System())
    private let layout = StationLayout(system: System())

    init() throws { directory = try TemporaryDirectory() }

    private func bytes(_ name: String) -> [UInt8] { Array(directory.path(of: name).utf8) }

    @Test("init makes the whole tree, parents included, and is content the second time")
    func make() throws {
        let made = try layout.make(at: bytes("a/b"))
        #expect(made.count == StationLayout.directories.count + 1)
        #expect(directory.names(in: "a/b") == ["data", "logs", "quarantine", "themes"])
        #expect(directory.names(in: "a/b/data") == ["datasets", "store"])
        #expect(try layout.make(at: bytes("a/b")).isEmpty)
        _ = try finder.station(at: bytes("a/b"))
    }

    @Test("init completes what exists and leaves it as it is")
    func complete() throws {
        try directory.write("a,b\n", to: "data/x.csv")
        #expect(try layout.make(at: directory.pathBytes).count == 5)
        #expect(directory.text(of: "data/x.csv") == "a,b\n")
    }

    @Test("init where a file is in the way cannot create")
    func blocked() throws {
        try directory.write("", to: "data")
        let failure = #expect(throws: CommandFailure.self) {
            try layout.make(at: directory.pathBytes)
        }
        #expect(failure?.code == .cannotCreate)
    }

    @Test(
        "a station has sluice.toml, or both data and quarantine",
        arguments: [
            ([], false), (["data"], false), (["data", "quarantine"], true),
            (["quarantine", "logs"], false),
        ])
    func rule(directories: [String], isStation: Bool) throws {
        for name in directories { try directory.makeDirectory(name) }
        let found = try? finder.station(at: directory.pathBytes)
        #expect((found != nil) == isStation)
        try directory.write("", to: "sluice.toml")
        #expect((try? finder.station(at: directory.pathBytes)) != nil)
    }

    @Test("no search upwards, and the failure says what to do")
    func none() throws {
        _ = try layout.make(at: directory.pathBytes)
        for name in ["logs", "nowhere"] {
            let failure = #expect(throws: CommandFailure.self) {
                try finder.station(at: bytes(name))
            }
            #expect(failure?.code == .noInput)
            #expect(failure?.hint == "make one: sluice init \(directory.path(of: name))")
        }
    }

    @Test("logs and themes are made when they are missing")
    func completeLayout() throws {
        try directory.makeDirectory("data")
        try directory.makeDirectory("quarantine")
        finder.completeLayout(of: try finder.station(at: directory.pathBytes))
        #expect(directory.names() == ["data", "logs", "quarantine", "themes"])
    }

    @Test("the init command says what it made and ends with 0, or 73")
    func command() throws {
        let output = TestOutput()
        #expect(output.run("init --dry-run \(directory.path)") == .done)
        #expect(directory.names().isEmpty)
        #expect(output.run("--station \(directory.path) init") == .done)
        #expect(output.text(.output).contains("made \(directory.path)/quarantine\n"))
        try directory.write("", to: "file")
        #expect(output.run("init \(directory.path)/file/x") == .cannotCreate)
    }
}
