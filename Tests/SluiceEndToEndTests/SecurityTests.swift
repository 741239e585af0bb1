internal import Foundation
internal import Glibc
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// The security rules of the program as a whole, each with what an attacker would try.
@Suite("Security rules")
struct SecurityTests {
    private let station: TemporaryStation

    init() throws { station = try TemporaryStation.configured() }

    /// A file with a record whose location and mood are given, the mood being held.
    private func file(location: String, mood: String) -> [UInt8] {
        Array(
            """
            \(UniversityFile.header)
            2024-05-01 08:00:00,Hall,21.5,40,55,42.5,300,12,30,7.5,3.5,0
            2024-05-01 08:01:00,\(location),21.5,40,55,42.5,300,12,30,7.5,\(mood),0

            """.utf8)
    }

    /// Bytes that a terminal obeys: C0 but for line feed, DEL, C1, and marks that reverse text.
    private func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            (scalar.value < 0x20 && scalar.value != 0x0A) || (0x7F...0x9F ~= scalar.value)
                || (0x202A...0x202E ~= scalar.value) || (0x2066...0x2069 ~= scalar.value)
        }
    }

    private static let evil = "\u{1B}[31mred\u{1B}]0;title\u{7}\u{9B}2J\u{202E}abc%s%n%x"

    @Test("names and cells that a terminal would obey are shown, not obeyed, wherever they appear")
    func terminal() throws {
        let name = Array("evil\u{1B}[2J\u{202E}%n.csv".utf8) + [0x9B, 0xFF] + Array(".csv".utf8)
        try station.drop(file(location: Self.evil, mood: Self.evil), as: name)
        try station.drop(Array("a,\(Self.evil)\n1,2\n".utf8), as: "refused\u{1B}c.csv")
        let run = try station.run(["--headless", "--once"])
        var shown = [run.output, run.errors]
        try station.directory.write(file(location: Self.evil, mood: Self.evil), to: "x\u{1B}.csv")
        for words in [
            ["status"], ["status", "--json"], ["quarantine", "list"], ["quarantine", "show", "1"],
            ["quarantine", "list", "--json"], ["doctor"], ["doctor", "--json"],
            ["check", station.directory.path(of: "x\u{1B}.csv")],
        ] {
            let outcome = try station.run(words)
            shown += [outcome.output, outcome.errors]
        }
        for log in station.directory.names(in: "logs") {
            shown.append(station.directory.text(of: "logs/" + log) ?? "")
        }
        for name in station.quarantineNames where name.contains(".errors.jsonl") {
            shown.append(station.directory.text(of: "quarantine/" + name) ?? "")
        }
        #expect(shown.count > 18)
        for text in shown { #expect(!hasControls(text), "\(text.debugDescription)") }
    }

    @Test("values stay out of logs, messages and status")
    func values() throws {
        try station.drop(file(location: "SECRETPLACE", mood: "SECRETMOOD"), as: "a.csv")
        let run = try station.run(["--headless", "--once"])
        var texts = [run.output, run.errors, try station.run(["status", "--json"]).output]
        texts.append(try station.run(["doctor", "--deep"]).output)
        for log in station.directory.names(in: "logs") {
            texts.append(station.directory.text(of: "logs/" + log) ?? "")
        }
        for text in texts { #expect(!text.contains("SECRET"), "\(text)") }
        let messages = try station.column("SELECT message FROM quarantine_findings")
        #expect(messages.count == 1 && !messages[0].contains("SECRET"))
        #expect(try station.run(["quarantine", "show", "1"]).output.contains("SECRETMOOD"))
    }

    @Test("cells that a spreadsheet would run are quoted in an export, unless raw is asked for")
    func export() throws {
        let cells = ["=1+1", "+1+1", "-1+1", "@SUM(A1)"]
        for (number, cell) in cells.enumerated() {
            try station.drop(file(location: "Hall", mood: cell), as: "f\(number).csv")
        }
        _ = try station.run(["--headless", "--once"])
        // The offending value is a cell of its own; inside of a record's text nothing is run.
        let safe = try station.run(["quarantine", "export"]).output
        for cell in cells {
            #expect(safe.contains(",'\(cell),"), "\(cell)")
            #expect(!safe.contains(",mood_score,\(cell),"), "\(cell)")
        }
        let raw = try station.run(["quarantine", "export", "--raw"]).output
        for cell in cells { #expect(raw.contains(",mood_score,\(cell),"), "\(cell)") }
    }

    @Test("what it makes is private, whatever the umask")
    func umask() throws {
        let directory = try TemporaryDirectory()
        try directory.makeDirectory("s/data")
        try directory.makeDirectory("s/quarantine")
        let own = try System().openDirectory(path: Array(directory.path(of: "s").utf8))
        try own.setPermissions(Array("data".utf8), to: 0o775)
        try own.setPermissions(Array("quarantine".utf8), to: 0o755)
        try directory.write(file(location: "Hall", mood: "9"), to: "s/data/a.csv")
        try directory.write("nothing,useful\n1\n", to: "s/data/b.csv")
        let script = "umask 000; exec \"$0\" --station \"$1\" --headless --once"
        let child = try ChildProcess(
            "/bin/sh", ["-c", script, TemporaryStation.program, directory.path(of: "s")])
        #expect(child.wait() == .exited(1))
        let given = ["a.csv", "_a.csv", "b.csv", "_b.csv"]
        var seen = 0
        func look(_ path: String) throws {
            for name in directory.names(in: path) {
                let inner = path + "/" + name
                let found = try #require(
                    try System().information(path: Array(directory.path(of: inner).utf8)))
                // Files of senders keep their mode, as do directories that were there.
                let isGiven = given.contains { name.hasSuffix($0) }
                if !isGiven, !["s/data", "s/quarantine"].contains(inner) {
                    #expect(found.permissions & 0o077 == 0, "\(inner)")
                    seen += 1
                }
                if found.kind == .directory { try look(inner) }
            }
        }
        try look("s")
        #expect(seen >= 8)
        #expect(try own.information(Array("data".utf8))?.permissions == 0o775)
        #expect(try own.information(Array("quarantine".utf8))?.permissions == 0o755)
    }

    @Test("a database directory that others may write to is refused", arguments: [0o770, 0o707])
    func openStore(_ bits: Int) throws {
        try station.directory.makeDirectory("data/store")
        try station.open("data").setPermissions(Array("store".utf8), to: UInt32(bits))
        let run = try station.run(["--headless", "--once"])
        #expect(run.end == .exited(69) && run.errors.contains("chmod"))
        #expect(station.directory.names(in: "data/store") == [])
    }

    @Test("symbolic links and FIFOs in the inbox are left alone; what they lead to is not read")
    func links() throws {
        let canary = file(location: "CANARY", mood: "3")
        try station.directory.write(canary, to: "outside/canary.csv")
        let inbox = station.directory.path(of: "data/")
        #expect(symlink("../outside/canary.csv", inbox + "link.csv") == 0)
        #expect(symlink("../outside", inbox + "directory.csv") == 0)
        #expect(mkfifo(inbox + "fifo.csv", 0o600) == 0)
        #expect(try station.run(["--headless", "--once"]).end == .exited(0))
        #expect(try station.count("SELECT count(*) FROM files") == 0)
        #expect(station.directory.bytes(of: "outside/canary.csv") == canary)
        #expect(station.inboxNames == ["directory.csv", "fifo.csv", "link.csv"])
    }

    @Test("no name leads out of the archive or the quarantine")
    func names() throws {
        for name in ["a..csv.csv", "a%2F..%2Fetc.csv", "-rf.csv", "$(id).csv", "a\\..\\b.csv"] {
            try station.drop(file(location: name, mood: "9"), as: name)
        }
        #expect(try station.run(["--headless", "--once"]).end == .exited(1))
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-%")
        let kept = station.archivedNames.map { $0.split(separator: "/").last ?? "" }
        #expect(kept.count == 5)
        for name in kept + station.quarantineNames.map({ Substring($0) }) {
            #expect(name.allSatisfy(allowed.contains) && name.utf8.count <= 255, "\(name)")
            #expect(!name.hasPrefix(".") && !name.hasPrefix("-"))
        }
    }

    @Test(
        "names that are no plain identifiers do not get near SQL",
        arguments: ["x\\\"; DROP TABLE ledger; --", "a b", "1a", "data"])
    func identifiers(_ name: String) throws {
        try station.directory.write(
            """
            name = "\(name)"
            [schema]
            fields = [{ name = "v", type = "number" }]
            """, to: "data/datasets/evil.toml")
        #expect(try station.run(["--headless", "--once"]).end == .exited(78))
        #expect(try station.run(["datasets", "list"]).end == .exited(78))
    }

    @Test("a file beyond the limit is refused unread, a sparse terabyte too")
    func terabyte() throws {
        let path = station.directory.path(of: "outside/huge")
        let file = creat(path, 0o600)
        let isMade = ftruncate(file, 1 << 40) == 0
        close(file)
        guard isMade else { return }  // not on this file system
        try station.open("outside").move(
            Array("huge".utf8), to: station.open("data"), as: Array("huge.csv".utf8))
        #expect(try station.run(["--headless", "--once"]).end == .exited(1))
        #expect(try station.column("SELECT error FROM files").first?.contains("LIMIT") == true)
        #expect(station.quarantineNames.contains("_huge.csv"))
    }

    @Test("the control socket is in a directory of its owner's, and a request has a limit")
    func socket() throws {
        let child = try station.start(["--headless"])
        try station.waitUntil("control socket") {
            $0.directory.names(in: "logs/control").contains("socket")
        }
        let control = try #require(
            try station.open("logs").information(Array("control".utf8)))
        #expect(control.permissions == 0o700)
        child.signal(SIGTERM)
        #expect(child.wait() == .exited(0))
    }

    @Test("no port of the network is opened")
    func noPort() throws {
        let owner = try station.startOwner()
        defer { owner.signal(SIGTERM) }
        let status = try #require(
            JSONValue(Array(try station.run(["status", "--json"]).output.utf8)))
        let process = try #require(status["owner"]?["pid"]?.integer)
        let (files, descriptors) = (FileManager.default, "/proc/\(process)/fd")
        let sockets = Set(
            try files.contentsOfDirectory(atPath: descriptors).compactMap { name in
                try? files.destinationOfSymbolicLink(atPath: "\(descriptors)/\(name)")
            }.filter { $0.hasPrefix("socket:") }.map { $0.filter(\.isNumber) })
        #expect(!sockets.isEmpty)
        for table in ["tcp", "tcp6", "udp", "udp6"] {
            let text = (try? String(contentsOfFile: "/proc/net/\(table)", encoding: .utf8)) ?? ""
            let inodes = text.split(separator: "\n").dropFirst().compactMap { line in
                line.split(separator: " ").dropFirst(9).first.map(String.init)
            }
            #expect(sockets.isDisjoint(with: inodes), "\(table)")
        }
    }

    @Test("output nobody reads any more ends a command quietly")
    func brokenPipe() throws {
        try station.drop(
            UniversityFile(
                records: 3000, salt: 1,
                faults: Dictionary(uniqueKeysWithValues: (0..<3000).map { ($0, .range) })
            ).bytes, as: "a.csv")
        _ = try station.run(["--headless", "--once"])
        let script =
            "\"$0\" --station \"$1\" quarantine list --limit 0 | head -1; exit ${PIPESTATUS[0]}"
        let child = try ChildProcess(
            "/bin/bash", ["-c", script, TemporaryStation.program, station.directory.path])
        // SIGPIPE is ignored, so that no command dies in the middle of its work; that nobody reads on is no failure.
        #expect(child.wait() == .exited(0))
        #expect(child.standardError.isEmpty)
    }
}
