internal import Foundation
internal import SluiceTestKit
internal import Testing

/// The built program on a pseudo-terminal, as an operator has it before him.
@Suite("The console on a terminal", .serialized)
struct ConsoleTests: ConsoleSuite {
    private static let endings: [(signal: Int32, status: Int32)] =
        [SIGTERM, SIGHUP, SIGINT].map { ($0, 0) }
        + [SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGABRT, SIGFPE].map { ($0, -$0) }
        + [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGPWR].map { ($0, -$0) }

    let station: TemporaryDirectory

    init() throws { station = try Self.newStation() }

    @Test("all rows of the terminal scroll when lines are deleted, after a resize too")
    func wholeRegion() throws {
        let terminal = try console(columns: 120, rows: 40)
        #expect(terminal.wait(for: "RUNNING"))
        func region() -> Substring? {
            String(decoding: terminal.received, as: UTF8.self)
                .matches(of: /\u{1B}\[1;(\d+)r/).last?.output.1
        }
        #expect(region() == "40")
        terminal.resize(columns: 120, rows: 50)
        #expect(terminal.wait { _ in region() == "50" })
        quit(terminal)
    }

    @Test("it shows what arrives, and q leaves the terminal as it was")
    func quit() throws {
        let terminal = try console()
        #expect(terminal.wait(for: "RUNNING"))
        #expect(!terminal.hasItsModes)
        try drop("arrived.csv")
        #expect(terminal.wait(for: "arrived.csv"))
        #expect(terminal.wait(for: "stored"))
        quit(terminal)
        #expect(isRestored(terminal))
    }

    @Test(
        "a signal ends it and the terminal is as it was",
        arguments: endings)
    func signals(_ signal: Int32, _ status: Int32) throws {
        let terminal = try console()
        #expect(terminal.wait(for: "RUNNING"))
        terminal.signal(signal)
        #expect(terminal.waitForEnd() == status)
        #expect(isRestored(terminal))
    }

    @Test(
        "a signal leaves a terminal clean that has taken nothing for a while",
        arguments: [SIGTERM, SIGHUP])
    func endWhileBlocked(_ signal: Int32) throws {
        let terminal = try console(columns: 200, rows: 60)
        #expect(terminal.wait(for: "RUNNING"))
        #expect(terminal.fill(by: "\u{0C}"))
        terminal.signal(signal)
        #expect(terminal.waitForEndUnread() == 0)
        while terminal.read(milliseconds: 0) {}
        #expect(isRestored(terminal))
    }

    @Test("a theme of the command line is for one run, and the mouse is off at each start")
    func lent() throws {
        let file = "logs/console.json"
        func run(_ arguments: [String], _ keys: String, until condition: (String) -> Bool) throws {
            let terminal = try console(arguments)
            #expect(terminal.wait(for: "RUNNING"))
            terminal.send(keys)
            #expect(terminal.wait { condition($0.screen.text) })
            quit(terminal)
        }
        try run([], ":theme nord\r") { _ in
            station.text(of: file)?.contains("\"theme\":\"nord\"") == true
        }
        try run(["--theme", "dracula"], "2M") { $0.contains("the mouse is on") }
        try run(["--theme", "nonesuch"], "3") { _ in
            station.text(of: file)?.contains("\"focus\":3") == true
        }
        #expect(station.text(of: file)?.contains("\"theme\":\"nord\"") == true)
        let terminal = try console()
        #expect(terminal.wait(for: "RUNNING"))
        #expect(!String(decoding: terminal.received, as: UTF8.self).contains("?1000h"))
        quit(terminal)
    }

    @Test("a paste that is no UTF-8 is refused as a whole, and a long one at once")
    func pastes() throws {
        let terminal = try console()
        #expect(terminal.wait(for: "RUNNING"))
        terminal.send("/")
        terminal.send([0x1B] + Array("[200~ab".utf8) + [0xFF] + Array("cd\u{1B}[201~".utf8))
        #expect(terminal.wait(for: "is not UTF-8; nothing was taken"))
        terminal.send("\u{1B}[200~" + String(repeating: "w", count: 70_000) + "\u{1B}[201~")
        #expect(terminal.wait(for: "is too long; nothing was taken"))
        terminal.send("ä€")
        #expect(terminal.wait(for: "ä€"))
        terminal.send("\u{1B}")
        #expect(terminal.wait { !$0.screen.text.contains("filter /") })
        // What makes ncurses take whole bytes is not told to the terminal.
        #expect(!String(decoding: terminal.received, as: UTF8.self).contains("1034"))
        quit(terminal)
    }

    @Test("it survives any size")
    func sizes() throws {
        let terminal = try console()
        #expect(terminal.wait(for: "RUNNING"))
        var seed: UInt64 = 88_172_645_463_325_252
        for _ in 0..<60 {
            seed ^= seed << 13
            seed ^= seed >> 7
            seed ^= seed << 17
            terminal.resize(
                columns: 1 + Int(seed % 500), rows: 1 + Int((seed >> 32) % 200))
            terminal.read(milliseconds: 20)
        }
        terminal.resize(columns: 1, rows: 1)
        terminal.read(milliseconds: 20)
        terminal.resize(columns: 120, rows: 40)
        #expect(terminal.wait(for: "RUNNING"))
        #expect(terminal.wait { $0.screen.line(39).contains("?") })
        quit(terminal)
    }

    @Test(
        "the depth of colour follows the terminal",
        arguments: [
            ("xterm-256color", "", true), ("xterm-256color", "1", false), ("vt100", "", false),
        ])
    func colors(_ type: String, _ noColor: String, _ hasColor: Bool) throws {
        let terminal = try console(environment: ["TERM": type, "NO_COLOR": noColor])
        #expect(terminal.wait(for: "RUNNING"))
        let text = String(decoding: terminal.received, as: UTF8.self)
        #expect((text.contains("[38;5;") || text.contains(";38;5;")) == hasColor)
        quit(terminal)
    }

    @Test("it is usable on other terminals", arguments: ["linux", "screen", "vt220", "xterm"])
    func types(_ type: String) throws {
        let terminal = try console(environment: ["TERM": type])
        #expect(terminal.wait(for: "RUNNING") && terminal.wait(for: "1 Files"))
        quit(terminal)
        #expect(terminal.hasItsModes)
        // What the shell says next looks as it should, and stands on a row of its own.
        let styles = terminal.received.split(separator: 0x1B).compactMap { sequence in
            let text = sequence.prefix { $0 != UInt8(ascii: "m") }.dropFirst()
            let isStyle =
                sequence.first == UInt8(ascii: "[") && text.count + 1 < sequence.count
                && text.allSatisfy { $0 == 0x3B || (0x30...0x39).contains($0) }
            return isStyle ? String(decoding: text, as: UTF8.self) : nil
        }
        #expect(["", "0"].contains(styles.last))
        #expect(terminal.screen.line(terminal.screen.rows - 1).isEmpty)
    }

    @Test("without UTF-8 only ASCII is drawn")
    func ascii() throws {
        let terminal = try console(environment: ["LANG": "C"])
        #expect(terminal.wait(for: "RUNNING") && terminal.wait(for: "1 Files"))
        #expect(terminal.received.allSatisfy { $0 < 0x80 })
        quit(terminal)
    }

    @Test("a terminal without a screen is refused with a hint", arguments: ["dumb", "nonesuch"])
    func refused(_ type: String) throws {
        let terminal = try console(environment: ["TERM": type])
        #expect(terminal.waitForEnd() == 64)
        #expect(terminal.screen.text.contains("--plain"))
    }

    @Test("a terminal that takes nothing holds up no file")
    func blocked() throws {
        let terminal = try console(columns: 200, rows: 60)
        #expect(terminal.wait(for: "RUNNING"))
        let archive = "data/processed"
        for number in 0..<40 {
            try drop("f\(number).csv")
            terminal.send("\u{0C}")  // ^L paints everything; nobody reads it
            let deadline = Date(timeIntervalSinceNow: Patience.seconds(20))
            while FileManager.default.fileExists(atPath: station.path(of: "data/f\(number).csv")),
                Date() < deadline
            {}
        }
        #expect(!station.names(in: archive).isEmpty)
        #expect(station.names(in: "data").filter { $0.hasSuffix(".csv") }.isEmpty)
        #expect(terminal.wait(for: "f39.csv"))
        quit(terminal)
    }

    @Test("--plain writes lines and no control characters")
    func plain() throws {
        try drop("before.csv")
        #expect(
            try Program.run("--station", station.path, "--headless", "--once").status == 0)
        let terminal = try console(["--plain"], columns: 160)
        #expect(terminal.wait(for: "times are UTC"))
        #expect(terminal.wait(for: "RUNNING"))
        #expect(terminal.wait(for: "error rate"))
        #expect(terminal.wait(for: "location Library: n 1, avg 21.5"))
        try station.write(Self.header + Self.good + Self.good, to: "next")
        try FileManager.default.moveItem(
            atPath: station.path(of: "next"), toPath: station.path(of: "data/plain.csv"))
        #expect(terminal.wait(for: "file committed"))
        #expect(!terminal.received.contains(0x1B))
        terminal.signal(SIGTERM)
        #expect(terminal.waitForEnd() == 0)
    }

    @Test(
        "a second console attaches; Q ends it and the first goes on",
        arguments: [
            ([], "RUNNING"), (["attach"], "RUNNING"), (["attach", "--read-only"], "READ-ONLY"),
        ])
    func attach(_ arguments: [String], _ word: String) throws {
        let first = try console()
        #expect(first.wait(for: "RUNNING"))
        let second = try console(arguments)
        #expect(second.wait(for: word))
        try drop("both.csv")
        #expect(first.wait(for: "both.csv") && second.wait(for: "both.csv"))
        second.send("Q")
        #expect(second.waitForEnd() == 0)
        #expect(isRestored(second))
        quit(first)
    }

    @Test("an attached console tells that its owner is stopped, and that it goes on")
    func stoppedOwner() throws {
        let owner = try console()
        #expect(owner.wait(for: "RUNNING"))
        let watcher = try console(["attach"], columns: 120)
        #expect(watcher.wait(for: "RUNNING"))
        owner.signal(SIGSTOP)
        #expect(watcher.wait(for: "STALLED"))
        #expect(watcher.screen.text.contains("the owner is stopped  → Let it go on: kill -CONT"))
        owner.signal(SIGCONT)
        #expect(watcher.wait(for: "RUNNING"))
        watcher.send("Q")
        #expect(watcher.waitForEnd() == 0)
        quit(owner)
    }

    @Test("attach says so where nothing runs")
    func attachToNobody() throws {
        let terminal = try console(["attach"])
        #expect(terminal.waitForEnd() == 66)
        #expect(terminal.screen.text.contains("no instance is running on this station"))
    }

    @Test("--plain on a station with an owner shows what the owner does")
    func plainAttached() throws {
        let owner = try console()
        #expect(owner.wait(for: "RUNNING"))
        let lines = try console(["--plain"], columns: 160)
        #expect(lines.wait(for: "RUNNING"))
        try drop("seen.csv")
        #expect(lines.wait(for: "seen.csv"))
        lines.signal(SIGTERM)
        #expect(lines.waitForEnd() == 0)
        quit(owner)
    }

    @Test("simulate has the owner deliver, and its console says so")
    func simulatedByOwner() throws {
        let owner = try console(columns: 120)
        #expect(owner.wait(for: "RUNNING"))
        let simulate = try Program([
            "--station", station.path, "simulate", "--rate", "2/s", "--files", "6", "--rows", "20",
            "--duplicates", "0", "--seed", "5",
        ])
        #expect(owner.wait(for: "SIMULATED FEED"))
        let outcome = simulate.wait()
        #expect(outcome.status == 0 && outcome.output.contains("delivered 6 files of 20 records"))
        #expect(owner.wait(for: "sim-5-000006"))
        #expect(owner.wait { !$0.screen.text.contains("SIMULATED FEED") })
        quit(owner)
    }
}
