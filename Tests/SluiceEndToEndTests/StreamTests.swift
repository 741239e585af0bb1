internal import Glibc
internal import SluiceTestKit
internal import Testing

/// The program's streams and limits as a shell may have them.
@Suite("Streams and limits")
struct StreamTests {
    private let station: TemporaryStation

    init() throws { station = try TemporaryStation.configured() }

    /// Runs the program in a shell that says `before` first and `after` behind its arguments.
    private func start(
        _ arguments: [String], before: String = ":", after: String = ""
    ) throws -> ChildProcess {
        try ChildProcess(
            "/bin/sh",
            ["-c", "\(before); exec \"$0\" \"$@\" \(after)", TemporaryStation.program]
                + ["--station", station.directory.path] + arguments)
    }

    private func fill() throws {
        let faults = Dictionary(
            uniqueKeysWithValues: (0..<900).map { ($0, UniversityFile.Fault.range) })
        try station.drop(UniversityFile(records: 3000, faults: faults).bytes, as: "a.csv")
        try #require(try station.run(["--headless", "--once"]).end == .exited(1))
    }

    @Test(
        "a file that may not grow ends a command with its words, and nothing is left half",
        .disabled(
            if: Sanitizer.environment["LD_PRELOAD"] != nil,
            "the thread sanitizer maps a file of its own that is larger than the limit"))
    func fileSize() throws {
        try fill()
        let commands: [([String], Int32)] = [
            (["backup", station.directory.path(of: "copy.db")], 69),
            (["quarantine", "export", "--output", station.directory.path(of: "held.csv")], 74),
            (["rebuild", "--force"], 69),
            (["simulate", "--rows", "5000"], 74),
        ]
        for (arguments, status) in commands {
            let child = try start(arguments, before: "ulimit -f 100")
            #expect(child.wait() == .exited(status), "\(arguments): \(child.standardError)")
            #expect(child.standardError.hasPrefix("sluice: "), "\(child.standardError)")
        }
        let names = station.directory.names(in: "")
        #expect(!names.contains { $0.contains("copy") || $0.contains("held") }, "\(names)")
        let inbox = station.inboxNames.filter { $0.contains("sim") || $0.hasPrefix(".") }
        #expect(inbox.isEmpty, "\(inbox)")
        let store = station.directory.names(in: "data/store").filter { $0.contains("creating") }
        #expect(store.isEmpty, "\(store)")
        #expect(try station.storedRows == 2100)
    }

    @Test(
        "data that cannot be written ends a command with 74 and one line",
        arguments: [
            ["quarantine", "export"], ["quarantine", "list", "--limit", "0", "--json"], ["status"],
        ])
    func full(arguments: [String]) throws {
        try fill()
        for (after, reason) in [
            ("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor"),
        ] {
            let child = try start(arguments, after: after)
            #expect(child.wait() == .exited(74))
            #expect(
                child.standardError == "sluice: cannot write the standard output: \(reason)\n")
        }
    }

    @Test("a pipe that nobody reads does not keep it from its end", arguments: ["1", "2"])
    func unread(stream: String) throws {
        let path = station.directory.path(of: "pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let pipe = open(path, O_RDWR | O_NONBLOCK)
        defer { close(pipe) }
        let block = [UInt8](repeating: 10, count: 4096)
        while write(pipe, block, block.count) > 0 {}
        let child = try start(
            [stream == "1" ? "--plain" : "--headless"], after: "\(stream)> \(path)")
        try station.drop(UniversityFile(records: 3, faults: [1: .range]).bytes, as: "a.csv")
        try station.waitUntil("archiving") { $0.archivedNames.count == 1 }
        child.signal(SIGTERM)
        #expect(child.wait(seconds: Patience.seconds(5)) == .exited(0))
    }
}
