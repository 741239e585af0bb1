import SluiceConsole
import SluiceCore
import Testing

@Suite struct FilesPaneTests {
    @Test func theCursorStaysOnItsFileWhenOthersArrive() {
        var script = ConsoleScript()
        script.press("j j")
        let before = script.state.list(.pane(.files)).selection
        var later = SampleStation.busy
        later.files.insert(
            FileSummary(
                id: 999, name: "new.csv", phase: .stored, sizeBytes: 1,
                arrivedMicroseconds: SampleStation.now), at: 0)
        script.send(.snapshot(later))
        #expect(script.state.list(.pane(.files)).selection == before)
        #expect(script.state.list(.pane(.files)).position == 3)
    }

    @Test func aFileThatGaveWayIsCalledSo() {
        var snapshot = SampleStation.empty
        snapshot.files = [
            FileSummary(
                id: 1, name: "a.csv", phase: .superseded, sizeBytes: 1,
                arrivedMicroseconds: SampleStation.now)
        ]
        let script = ConsoleScript(columns: 80, rows: 24, snapshot)
        #expect(script.canvas().text.contains("→superseded a.csv"))
    }

    @Test func aHostileNameDoesNoHarm() {
        var snapshot = SampleStation.empty
        snapshot.files = [
            FileSummary(
                id: 1, name: "a\u{1B}[2J\u{202E}日本\u{301}\u{302}\u{303}.csv", phase: .stored,
                sizeBytes: 1, arrivedMicroseconds: SampleStation.now)
        ]
        var script = ConsoleScript(columns: 200, rows: 60, snapshot)
        script.press("z")
        let text = script.canvas().text
        #expect(text.contains("a␛[2J<202E>日本\u{301}\u{302}"))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }

    @Test func enterOpensAFileAndEscapeGoesBack() {
        var script = ConsoleScript()
        script.press("j Enter")
        #expect(script.state.screens == [.file(412)])
        #expect(
            script.effects.contains { if case .ask(_, .file(412, _)) = $0 { true } else { false } })
        script.press("Esc Esc Esc")
        #expect(script.state.screens.isEmpty)
        #expect(!script.effects.contains(.quit))
    }

    @Test(arguments: [
        (80, 24, "12.5k rows/s  3m left"), (120, 40, "▶ 12.5k rows/s  3m left  412 today"),
        (200, 60, "▶ 12.5k rows/s  3m left  412 today"),
    ])
    func howFastABigFileIsReadAndForHowLongIsSeen(columns: Int, rows: Int, note: String) {
        var snapshot = SampleStation.busy
        snapshot.files[0].sizeBytes = 176_000_000
        snapshot.files[0].phase = .running(readBytes: 44_000_000)
        snapshot.files[0].records = 750_000
        snapshot.files[0].milliseconds = 60_000
        let text = ConsoleScript(columns: columns, rows: rows, snapshot).canvas().text
        #expect(text.contains(note))
        #expect(text.contains("25 %"))
    }

    private static func snapshot(with id: Int64) -> StationSnapshot {
        var later = SampleStation.busy
        later.revision += 1
        later.files.insert(
            FileSummary(
                id: id, name: "new.csv", phase: .stored, sizeBytes: 1,
                arrivedMicroseconds: SampleStation.now), at: 0)
        return later
    }

    @Test func theNewestFileIsInViewUntilTheCursorIsMoved() {
        var script = ConsoleScript()
        script.send(.snapshot(Self.snapshot(with: 998)))
        #expect(script.state.list(.pane(.files)).selection == .id(998))
        script.press("j")
        script.send(.snapshot(Self.snapshot(with: 999)))
        #expect(script.state.list(.pane(.files)).position != 0)
        script.press("g")
        script.send(.snapshot(Self.snapshot(with: 1_000)))
        #expect(script.state.list(.pane(.files)).selection == .id(1_000))
    }

    @Test func inAnOrderOfTheOperatorsTheCursorStaysOnItsFile() {
        var script = ConsoleScript()
        script.press("s")
        let before = script.state.list(.pane(.files)).selection
        script.send(.snapshot(Self.snapshot(with: 999)))
        #expect(script.state.list(.pane(.files)).selection == before)
    }
}
