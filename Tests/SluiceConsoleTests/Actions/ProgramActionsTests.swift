import SluiceConsole
import SluiceCore
import Testing

@Suite struct ProgramActionsTests {
    private var quiet: StationSnapshot {
        var snapshot = SampleStation.busy
        snapshot.files.removeAll { file in
            switch file.phase {
            case .running, .arriving, .retrying: true
            default: false
            }
        }
        return snapshot
    }

    /// The same with a feed that ends with the console.
    private var fed: StationSnapshot {
        var snapshot = quiet
        snapshot.feed = .running(files: 12, perMinute: 12)
        return snapshot
    }

    @Test func quittingIsImmediateWhereNothingIsUnderWay() {
        var script = ConsoleScript(quiet)
        script.press("q")
        #expect(script.effects.last == .quit)
    }

    @Test func quittingAsksWhereTheFeedRunsHere() throws {
        var script = ConsoleScript(columns: 80, rows: 24, fed)
        script.press("q")
        #expect(!script.effects.contains(.quit))
        try ScreenSnapshot.check(script.canvas(), "quit-80x24")
        script.press("Esc")
        #expect(script.state.overlay == nil)
        script.press("q y")
        #expect(script.effects.last == .quit)
    }

    @Test func nothingIsDoneThatThereIsNoRoomToShow() {
        var script = ConsoleScript(columns: 20, rows: 5, fed)
        let before = script.effects.count
        for key in ["u", "Enter", ":", "D", "y", "q", "y", "r", "?"] {
            script.press(key)
            #expect(script.state.overlay == nil && script.state.screens.isEmpty, "\(key)")
        }
        #expect(script.effects.count == before)
        script.press("^Z")
        #expect(script.effects.last == .suspend)
        script = ConsoleScript(columns: 20, rows: 5, quiet)
        script.press("q")
        #expect(script.effects.last == .quit)
    }

    @Test func aQuestionWaitsWhileThereIsNoRoomForIt() {
        var script = ConsoleScript(columns: 80, rows: 24, fed)
        script.press("q")
        script.send(.resized(CanvasSize(columns: 20, rows: 5)))
        script.press("y")
        #expect(!script.effects.contains(.quit) && script.state.overlay != nil)
        script.send(.resized(CanvasSize(columns: 80, rows: 24)))
        script.press("y")
        #expect(script.effects.last == .quit)
    }

    @Test func anAttachedConsoleLeavesWithoutAsking() {
        var snapshot = SampleStation.busy
        snapshot.access = .attached
        for key in ["q", "Q", "F10"] {
            var script = ConsoleScript(snapshot)
            script.press(key)
            #expect(script.effects.last == .detach)
        }
    }

    @Test func anAttachedConsoleSaysOneTrueThingOfItsEnd() {
        var snapshot = SampleStation.busy
        snapshot.access = .attached
        var script = ConsoleScript(columns: 200, rows: 60, snapshot)
        let footer = script.canvas().text.split(separator: "\n").last ?? ""
        #expect(footer.contains("q detach") && !footer.contains("quit"))
        script.press("?")
        #expect(script.canvas().text.contains("q Q F10     quit; the owner runs on"))
        #expect(!script.canvas().text.contains("ingestion ends too"))
        script.press("Esc :")
        script.type("quit")
        script.press("Enter")
        #expect(script.effects.last == .detach)
    }

    @Test func theOwnersConsoleSaysThatIngestionEndsWithIt() {
        var script = ConsoleScript(columns: 200, rows: 60, quiet)
        let footer = script.canvas().text.split(separator: "\n").last ?? ""
        #expect(footer.contains("q quit") && !footer.contains("detach"))
        script.press("?")
        #expect(script.canvas().text.contains("q F10       quit; ingestion ends too"))
        script.press("Esc Q")
        #expect(!script.effects.contains(.detach))
    }

    @Test func detachingAsksWhereARecordIsBeingEdited() {
        var script = DrillScript(.edit(EditView(entry: 118)), .record(SampleDesk.record()))
        var snapshot = SampleStation.busy
        snapshot.access = .attached
        script.send(.snapshot(snapshot))
        script.press("9 F10")
        #expect(!script.effects.contains(.detach))
        #expect(script.canvas().text.contains("The record being edited is not saved."))
        script.press("y")
        #expect(script.effects.last == .detach)
    }

    @Test func aFeedIsStartedOnAnEmptyStationWithoutAsking() {
        var script = ConsoleScript(SampleStation.empty)
        script.press("D")
        let started = script.effects.contains { effect in
            if case .command(_, .startFeed(12, records: 1_000)) = effect { true } else { false }
        }
        #expect(started)
    }

    @Test func aFeedAmongRealFilesIsAskedForTwice() {
        var script = ConsoleScript()
        script.press("D")
        #expect(script.state.overlay != nil)
        script.press("n D y")
        #expect(script.effects.contains { if case .command = $0 { true } else { false } })
    }

    @Test func aFeedThatRunsIsLabelledAndStops() {
        var snapshot = SampleStation.empty
        snapshot.feed = .running(files: 3, perMinute: 12)
        for columns in [120, 80, 40] {
            let script = ConsoleScript(columns: columns, rows: 24, snapshot)
            let header = script.canvas().text.prefix { $0 != "\n" }
            #expect(header.contains("SIM"), "\(header)")
        }
        var script = ConsoleScript(snapshot)
        script.press("D")
        #expect(script.effects.last == .command(RequestID(1), .stopFeed))
    }

    @Test(arguments: [("50/s", 3_000), ("12/min", 12), ("100/s", 6_000)])
    func aRateCanBeTyped(text: String, files: Int) {
        var script = ConsoleScript(SampleStation.empty)
        script.press(":")
        script.type("simulate " + text)
        script.press("Enter")
        let started = script.effects.contains { effect in
            if case .command(_, .startFeed(files, records: _)) = effect { true } else { false }
        }
        #expect(started)
    }

    @Test(arguments: ["101/s", "0/s", "x", "5", "5/h", "-1/s", "9999999999999999999/s"])
    func anotherRateIsRefused(text: String) {
        var script = ConsoleScript(SampleStation.empty)
        script.press(":")
        script.type("simulate " + text)
        script.press("Enter")
        #expect(script.state.overlay != nil)
    }

    @Test func whatIsNewIsCountedWhileTheDisplayIsFrozen() {
        var script = ConsoleScript()
        script.press("p")
        var later = SampleStation.busy
        later.knownFiles += 7
        later.heldRecords += 2
        script.send(.snapshot(later))
        let text = script.canvas().text
        #expect(text.contains("FROZEN") && text.contains("+7 files  +2 held"))
        #expect(script.state.snapshot.knownFiles == 412)
        script.press("p")
        #expect(script.state.snapshot.knownFiles == 419)
    }

    @Test func aThemeThatThereIsNoneOfIsToldAtTheStart() {
        var preferences = Preferences()
        preferences.theme = "nrod"
        let script = ConsoleScript(preferences: preferences, themes: ["nord", "sluice-dark"])
        #expect(script.state.preferences.theme == "sluice-dark")
        #expect(
            script.canvas().text.contains(
                " no theme nrod; did you mean nord? · sluice-dark is used"))
    }

    @Test func quittingAsksWhereARecordIsBeingEdited() {
        var script = DrillScript(.edit(EditView(entry: 118)), .record(SampleDesk.record()))
        script.press("9 F10")
        #expect(!script.effects.contains(.quit))
        #expect(script.canvas().text.contains("The record being edited is not saved."))
    }

    @Test func aConsoleThatOnlyWatchesOffersNothingThatItRefuses() {
        var snapshot = SampleStation.busy
        snapshot.access = .readOnly
        var script = ConsoleScript(snapshot)
        script.press("4")
        let shown = script.canvas().text
        #expect(shown.contains("= READ-ONLY"))
        #expect(!shown.contains("r release") && shown.contains("Enter open"))
        script.press("6 z")
        #expect(script.canvas().text.contains("1 firing · 1 acknowledged ═"))
        script.press("z J")
        #expect(!script.canvas().text.contains("u takes a batch back"))
        script.press("Esc :")
        script.type("undo")
        #expect(script.canvas().text.contains("║ this console only watches: it was started"))
        script.press("Esc")
        snapshot.ownerWentAway()
        script.send(.snapshot(snapshot))
        let after = script.canvas().text
        #expect(after.contains("= STOPPED") && after.contains("waiting for an instance"))
    }
}
