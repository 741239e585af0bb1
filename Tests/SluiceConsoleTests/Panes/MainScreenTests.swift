import SluiceConsole
import SluiceCore
import Testing

@Suite struct MainScreenTests {
    @Test(arguments: [(200, 60), (120, 40), (80, 24), (40, 12)])
    func aWorkingDay(columns: Int, rows: Int) throws {
        let script = ConsoleScript(columns: columns, rows: rows)
        try ScreenSnapshot.check(script.canvas(), "main-busy-\(columns)x\(rows)", hasFooter: false)
    }

    @Test func inASCII() throws {
        let canvas = ConsoleScript(columns: 80, rows: 24).canvas(.ascii)
        #expect(canvas.cells.allSatisfy { $0.character.isASCII })
        try ScreenSnapshot.check(canvas, "main-busy-80x24-ascii", hasFooter: false)
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 12)])
    func anEmptyStationSaysWhatToDo(columns: Int, rows: Int) throws {
        let script = ConsoleScript(columns: columns, rows: rows, SampleStation.empty)
        try ScreenSnapshot.check(script.canvas(), "main-empty-\(columns)x\(rows)", hasFooter: false)
    }

    @Test func anEmptyStationNamesItsInboxAndTheKeysAsTheyAreConfigured() {
        var snapshot = SampleStation.empty
        snapshot.inbox = "/var/spool/sensors"
        let keys = KeyMap(configuration: ["quit": "^X", "simulate": "F9", "help": ""])
        let text = ConsoleScript(columns: 80, rows: 24, snapshot, keys: keys).canvas().text
        #expect(text.contains("cp FILE.csv /var/spool/sensors/ "))
        #expect(text.contains(" F9   start a simulated feed"))
        #expect(text.contains(" :help   all keys     :   all commands     ^X   quit"))
    }

    @Test(arguments: [PipelineSnapshot.State.degraded, .stalled])
    func aFailingStation(word: PipelineSnapshot.State) throws {
        var script = ConsoleScript(columns: 120, rows: 40, SampleStation.failing(word))
        script.press("6")
        try ScreenSnapshot.check(
            script.canvas(), "main-\(word.rawValue.lowercased())-120x40", hasFooter: false)
    }

    @Test(arguments: [(200, 60), (80, 24)])
    func hostileNamesWideCharactersAndHugeNumbers(columns: Int, rows: Int) throws {
        let script = ConsoleScript(columns: columns, rows: rows, SampleStation.hostile)
        let canvas = script.canvas()
        #expect(
            canvas.cells.allSatisfy {
                $0.character.value >= 0x20 && !(0x7F...0x9F).contains($0.character.value)
            })
        #expect(!canvas.text.contains("\u{202E}") && !canvas.text.contains("\u{200B}"))
        try ScreenSnapshot.check(canvas, "main-hostile-\(columns)x\(rows)", hasFooter: false)
    }

    @Test func anySizeIsDrawnWithEveryPaneFocused() {
        var sizes = (1...20).flatMap { rows in (1...60).map { CanvasSize(columns: $0, rows: rows) }
        }
        sizes += [
            (80, 24), (100, 30), (179, 50), (180, 49), (200, 60), (500, 200), (500, 3), (3, 200),
        ]
        .map { CanvasSize(columns: $0.0, rows: $0.1) }
        for snapshot in [SampleStation.hostile, SampleStation.empty] {
            var script = ConsoleScript(snapshot)
            for (number, size) in sizes.enumerated() {
                script.press("\(number % 6 + 1)")
                script.send(.resized(size))
                #expect(script.canvas().cells.count == size.columns * size.rows)
            }
        }
    }

    @Test func theSameStateIsDrawnTheSame() {
        let script = ConsoleScript(columns: 200, rows: 60)
        #expect(script.canvas().cells == script.canvas().cells)
    }

    @Test func onlyTheClockChangesWithTheSecond() {
        var script = ConsoleScript(columns: 200, rows: 60)
        let before = script.canvas()
        script.send(.tick(SampleStation.now + 1_000_000, .utc))
        let after = script.canvas()
        let changed = zip(before.cells, after.cells).enumerated().filter {
            $0.element.0 != $0.element.1
        }
        #expect(changed.allSatisfy { $0.offset < 200 })
    }
}
