internal import Foundation
internal import SluiceTestKit
internal import Testing

/// Tests of the built program on a pseudo-terminal, as an operator has it before him, on a new station each.
protocol ConsoleSuite {
    var station: TemporaryDirectory { get }
}

extension ConsoleSuite {
    static var entersScreen: String { "\u{1B}[?1049h" }
    static var leavesScreen: String { "\u{1B}[?1049l" }

    static func newStation() throws -> TemporaryDirectory {
        let station = try TemporaryDirectory()
        #expect(try Program.run("init", station.path).status == 0)
        return station
    }

    static var header: String {
        "timestamp,location_id,temperature_celsius,humidity_percent,"
            + "air_quality_index,noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,"
            + "mood_score,mental_health_status\n"
    }
    static var good: String {
        "2024-05-01 00:00:00,Library,21.5,40,55,42.5,300,12,30,7.5,3.5,0\n"
    }

    func console(
        _ arguments: [String] = [], columns: Int = 100, rows: Int = 30,
        environment: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "sluice").path
        let plain = [
            "PATH": "/usr/bin:/bin", "TZ": "UTC", "TERM": "xterm-256color", "LANG": "C.UTF-8",
        ]
        return try PseudoTerminal(
            program, ["--station", station.path] + arguments, columns: columns, rows: rows,
            environment: plain.merging(environment) { _, own in own })
    }

    func drop(_ name: String) throws {
        try station.write(Self.header + Self.good, to: "next")
        try FileManager.default.moveItem(
            atPath: station.path(of: "next"), toPath: station.path(of: "data/" + name))
    }

    func isRestored(_ terminal: PseudoTerminal) -> Bool {
        String(decoding: terminal.received.suffix(200), as: UTF8.self)
            .contains(Self.leavesScreen) && terminal.hasItsModes
    }

    /// Quits by key, once no file is on its way any more: the console would ask before.
    func quit(_ terminal: PseudoTerminal) {
        #expect(
            terminal.wait { terminal in
                let text = terminal.screen.text
                return !["arriving", "running", "retrying"].contains(where: text.contains)
            })
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
    }
}
