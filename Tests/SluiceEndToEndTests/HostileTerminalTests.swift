internal import Foundation
internal import Glibc
internal import SluiceTestKit
internal import Testing

/// A sample of what `Tests/Peers/hostile_terminal.py` does with 10 000 records.
@Suite("Hostile records and names on a terminal", .serialized)
struct HostileTerminalTests {
    private static let parts = [
        "\u{1B}[6661;6661H", "\u{1B}]0;owned\u{7}", "\u{1B}P6661q\u{1B}\\", "\u{9B}6661m",
        "\u{1B}c",
        "\u{0}", "\u{7}", "\u{E}", "\u{7F}", "\u{85}", "\u{202E}x", "\u{2066}", "\u{200B}\u{200D}",
        "\u{FEFF}", "\u{AD}", "\u{2028}", "\u{2029}", "\u{E0041}", "\u{61C}",
        "e" + String(repeating: "\u{301}", count: 30), "\u{20DD}\u{20DE}\u{20DF}\u{20E0}", "日本",
        "👨\u{200D}👩\u{200D}👧", "\u{FDFA}", String(repeating: "x", count: 300), "%n%s", "\t\t",
    ]
    private static let raw: [[UInt8]] = [
        [0xFF], [0xC3], [0x80], [0x9B] + Array("6661m".utf8), [0xED, 0xA0, 0x80], [0xE2, 0x82],
    ]
    private static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,noise_level_db,"
        + "lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,mental_health_status\n"

    private let station: TemporaryDirectory

    init() throws {
        station = try TemporaryDirectory()
        #expect(try Program.run("init", station.path).status == 0)
        let texts = Self.parts.map { Array($0.utf8) } + Self.raw
        for (number, name) in texts.enumerated() where number % 5 == 0 {
            var file = Array(Self.header.utf8)
            for (line, text) in texts.enumerated() {
                file += Array("2024-05-01 0\(number % 10):00:\(10 + line),".utf8)
                file += line % 3 == 0 ? text : Array("101".utf8)
                file += Array(",21.5,40,55,42.5,300,12,30,7.5,".utf8) + text + Array(",0\n".utf8)
            }
            let safe = name.filter { $0 != 0 && $0 != 0x2F }.prefix(120)
            try station.write(file, to: "next")
            let target =
                station.pathBytes + Array("/data/\(number)".utf8) + safe + Array(".csv".utf8)
            #expect(
                rename(station.path(of: "next"), (target + [0]).map(CChar.init(bitPattern:))) == 0)
        }
        #expect(try Program.run("--station", station.path, "--headless", "--once").status == 1)
    }

    @Test(
        "nothing of them acts on the terminal, at any size",
        arguments: [
            ("xterm-256color", "C.UTF-8"), ("screen-256color", "C.UTF-8"), ("linux", "C.UTF-8"),
            ("vt100", "C"), ("xterm-256color", "C"),
        ])
    func nothingActs(_ type: String, _ locale: String) throws {
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "sluice").path
        let terminal = try PseudoTerminal(
            program, ["--station", station.path], columns: 120, rows: 40,
            environment: ["PATH": "/usr/bin:/bin", "TZ": "UTC", "TERM": type, "LANG": locale])
        #expect(terminal.wait(for: "RUNNING"))
        let walk = [
            "1z", "\u{1B}[6~", "g", "\r", "j", "\r", "\u{1B}", "\u{1B}", "z", "3z", "\r", "l",
            "\u{1B}",
            "z", "4z", "\u{1B}[6~", "\u{1B}[6~", "g",
        ]
        let record = ["\r", "\u{18}", "\u{18}", "\u{1B}", "j"]
        let rest = [
            "f", "f", "f", "\r", "\u{1B}", "\u{1B}", "z", "5z", "\r", "\u{1B}", "z", "6", "?",
            "\u{1B}",
        ]
        for keys in walk + Array(repeating: record, count: 12).flatMap(\.self) + rest {
            terminal.send(keys)
            // Behind an escape character a terminal may send the rest of a sequence: so long it waits for that.
            terminal.settle(milliseconds: keys == "\u{1B}" ? 40 : 4)
        }
        var seed: UInt64 = 88_172_645_463_325_252
        for _ in 0..<40 {
            seed ^= seed << 13
            seed ^= seed >> 7
            seed ^= seed << 17
            terminal.resize(columns: 1 + Int(seed % 500), rows: 1 + Int((seed >> 32) % 200))
            terminal.read(milliseconds: 20)
        }
        terminal.resize(columns: 120, rows: 40)
        // On a busy machine an escape may have joined the key behind it: back to the main screen, painted anew.
        for _ in 0..<20 * Patience.factor where !terminal.screen.text.contains("RUNNING") {
            for key in ["\u{1B}", "\u{0C}"] {
                terminal.send(key)
                terminal.settle(milliseconds: 150)
            }
        }
        #expect(terminal.screen.text.contains("RUNNING"), "\(terminal.screen.text)")
        terminal.signal(SIGTERM)
        #expect(terminal.waitForEnd() == 0 && terminal.hasItsModes)
        let found = WrittenBytes.problem(
            terminal.received, hasLineSet: !type.hasPrefix("xterm"))
        #expect(found == nil)
        #expect(locale != "C" || terminal.received.allSatisfy { $0 < 0x80 })
    }
}
