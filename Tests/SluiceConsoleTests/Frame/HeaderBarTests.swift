import SluiceConsole
import SluiceCore
import Testing

@Suite struct HeaderBarTests {
    private func header(_ script: ConsoleScript) -> String {
        String(script.canvas().text.prefix { $0 != "\n" })
    }

    /// A frozen console, behind which some files have come while a feed runs.
    private func frozen(columns: Int, keys: String = "") -> ConsoleScript {
        var feeding = SampleStation.busy
        feeding.feed = .running(files: 72, perMinute: 12)
        var script = ConsoleScript(columns: columns, rows: 24, feeding)
        script.press("p \(keys)")
        feeding.knownFiles += 11
        feeding.heldRecords += 40
        script.send(.snapshot(feeding))
        return script
    }

    @Test(arguments: [80, 120, 200])
    func whatIsNewIsToldBesideAFeed(columns: Int) {
        let header = header(frozen(columns: columns))
        #expect(header.contains("* FROZEN"))
        #expect(header.contains("+11 files  +40 held  SIMULATED FEED"))
    }

    @Test(arguments: [80, 120, 200])
    func whatIsWrongIsToldWhileTheDisplayIsFrozen(columns: Int) {
        var script = ConsoleScript(columns: columns, rows: 24)
        script.press("p")
        script.send(.snapshot(SampleStation.failing(.stalled)))
        #expect(header(script).contains("! STALLED"))
        #expect(header(script).contains("* FROZEN"))
        #expect(header(script).contains("[! 2]"))
    }

    @Test(arguments: [40, 80, 120, 200])
    func aDrillDownTellsThatItIsFrozenAndWhatIsNew(columns: Int) {
        let header = header(frozen(columns: columns, keys: "j Enter"))
        #expect(header.contains("* FROZEN  +11 files"))
        #expect(header.contains("SIM"))
        #expect(columns < 80 || header.contains("> file 412"))
    }

    @Test(arguments: [
        (SampleStation.failing(.stalled), "! STALLED"),
        (SampleStation.failing(.degraded), "! DEGRADED"),
        (SampleStation.failing(.stopping), "… STOPPING"),
    ])
    func aDrillDownTellsAStateThatNeedsToBeLookedAt(snapshot: StationSnapshot, word: String) {
        for columns in [40, 80, 120] {
            var script = ConsoleScript(columns: columns, rows: 24, snapshot)
            script.press("j Enter")
            #expect(header(script).contains(word))
            #expect(columns < 120 || header(script).contains("database or disk is full"))
        }
    }

    /// A station whose database cannot be written, with or without something an operator can do.
    private func degraded(columns: Int, remedy: String, keys: KeyMap = KeyMap()) -> ConsoleScript {
        var snapshot = SampleStation.failing(.degraded)
        snapshot.pipeline.troubles[0].message = "store: database or disk is full"
        snapshot.pipeline.troubles[0].remedy = remedy
        return ConsoleScript(columns: columns, rows: 24, snapshot, keys: keys)
    }

    @Test func aStateThatNeedsToBeLookedAtSaysWhatToDo() {
        let room = "make room on the disk of data/store"
        let full = "! DEGRADED  store: database or disk is full  → \(room)  "
        #expect(header(degraded(columns: 120, remedy: room)).contains(full))
        #expect(
            header(degraded(columns: 200, remedy: room))
                .contains(full + "since 12:02:59  next try 12:04:37"))
        let small = header(degraded(columns: 80, remedy: room))
        #expect(small.contains("! DEGRADED  store: database or disk is…  6: to do  12:04:33"))
    }

    @Test func whatHasNoRoomIsToldByTheKeyThatShowsIt() {
        let long = String(repeating: "do this and then that ", count: 6)
        for remedy in [long, ""] {
            let script = degraded(columns: 120, remedy: remedy)
            #expect(header(script).contains("disk is full  6 tells what to do  since 12:02:59"))
        }
        let keys = KeyMap(overrides: ["pane-6": ["F7"]])
        #expect(
            header(degraded(columns: 120, remedy: "", keys: keys)).contains("F7 tells what to do"))
    }

    @Test func whatIsTooLongIsCutAndNotLeftOut() {
        var snapshot = SampleStation.failing(.degraded)
        snapshot.pipeline.troubles[0].message =
            "store: open directory /srv/in/data/store: No such file or directory"
        for keys in ["", "j Enter"] {
            var script = ConsoleScript(columns: 80, rows: 24, snapshot)
            script.press(keys)
            #expect(header(script).contains("! DEGRADED  store: open dir"))
            #expect(header(script).contains("…"))
        }
    }

    /// A station whose inbox is gone, with the rest of it.
    private func withoutInbox(columns: Int, keys: String = "") -> String {
        var snapshot = SampleStation.failing(.degraded)
        snapshot.pipeline.troubles[0].message =
            "inbox: open directory /srv/in/data: No such file or directory"
        snapshot.pipeline.troubles[0].remedy = "put it back under its name"
        var script = ConsoleScript(columns: columns, rows: 24, snapshot)
        script.press(keys)
        return header(script)
    }

    @Test func whatIsWrongAndWhatToDoAreToldShortlyRatherThanNotAtAll() {
        let locked = "store: database is locked"
        var snapshot = SampleStation.failing(.degraded)
        snapshot.pipeline.troubles[0].message = locked
        snapshot.pipeline.troubles[0].remedy = "see which program holds the database, and end it"
        let small = header(ConsoleScript(columns: 80, rows: 24, snapshot))
        #expect(small.contains("! DEGRADED  store: database is locked  6: to do "))
        #expect(
            withoutInbox(columns: 80).contains("! DEGRADED  inbox: open directory /srv…  6: to do ")
        )
        #expect(
            withoutInbox(columns: 120).contains(
                "/data: No such fi…  → put it back under its name  12:04:33"))
        #expect(
            withoutInbox(columns: 200).contains(
                "such file or directory  → put it back under its name  since 12:02:59"))
        #expect(
            withoutInbox(columns: 120, keys: "j Enter").contains(
                "such file or directo…  Files > file 412 12:04:33"))
    }

    @Test func aFeedIsNamedShortlyBeforeWhatIsWrongIsCut() {
        var snapshot = SampleStation.failing(.degraded)
        snapshot.pipeline.troubles[0].message = "store: database is locked"
        snapshot.feed = .running(files: 72, perMinute: 12)
        let small = header(ConsoleScript(columns: 80, rows: 24, snapshot))
        #expect(small.contains("! DEGRADED  store: database is lo…  6: to do  SIM "), "\(small)")
        let wide = header(ConsoleScript(columns: 120, rows: 24, snapshot))
        #expect(
            wide.contains("store: database is locked  6 tells what to do  SIMULATED FEED"),
            "\(wide)")
    }

    /// The preview of a release of a group.
    private func preview(columns: Int, _ snapshot: StationSnapshot) -> String {
        var script = ConsoleScript(columns: columns, rows: 24, snapshot) { query in
            if case .groups = query { return .groups(SampleAnswers.groups) }
            return SampleStore.answer(query)
        }
        script.press("4 f r")
        return header(script)
    }

    @Test func theWayToADrillDownBeginsWithItsPane() {
        let failing = SampleStation.failing(.degraded)
        for (columns, way) in [
            (80, " Quarantine > … > release (preview) "),
            (120, " Quarantine > groups by reason × field × value shape > release (preview) "),
        ] {
            #expect(preview(columns: columns, SampleStation.busy).hasPrefix(way), "\(columns)")
        }
        #expect(
            preview(columns: 80, failing).contains(
                "! DEGRADED  database or…  Quar > release (preview)"))
        #expect(
            preview(columns: 120, failing).contains(
                "is full  since 12:02:59  Quarantine > … > release (preview) "))
        for columns in [40, 60, 80, 100, 120, 200] {
            for snapshot in [SampleStation.busy, failing] {
                let header = preview(columns: columns, snapshot)
                #expect(!header.contains("  > ") && !header.hasPrefix(" > "), "\(header)")
            }
        }
    }

    @Test func aLongNameIsCutBeforeWhatIsWrongIsLeftOut() {
        var snapshot = SampleStation.failing(.degraded)
        snapshot.files[1].name = "sensor_readings_2026-11-23T12-04-33Z_of_the_north.csv"
        var script = ConsoleScript(columns: 80, rows: 24, snapshot) { query in
            guard case .file = query else { return SampleStore.answer(query) }
            var file = SampleAnswers.file
            file.summary.name = snapshot.files[1].name
            return .file(file)
        }
        script.press("j Enter")
        #expect(header(script).contains("! DEGRADED  database o…  File > sensor_readings_2…"))
    }

    @Test func theKeyIsToldOnlyWhereItLeadsToTheAlerts() {
        var script = degraded(columns: 120, remedy: "")
        #expect(header(script).contains("6 tells what to do"))
        script.press("6")
        #expect(header(script).contains("Enter tells what to do"))
        script.press("Enter")
        #expect(!header(script).contains("tells what to do"))
    }

    @Test func aTryThatIsOverIsNotAnnounced() {
        var snapshot = SampleStation.failing(.degraded)
        snapshot.pipeline.troubles[0].nextAttemptMicroseconds = SampleStation.now - 1
        #expect(!header(ConsoleScript(columns: 200, rows: 60, snapshot)).contains("next try"))
    }

    @Test func aDrillDownTellsThatItsOwnerIsGone() {
        var gone = SampleStation.busy
        gone.access = .attached
        gone.pipeline.state = .stopped
        var script = ConsoleScript(columns: 80, rows: 24, gone)
        script.press("j Enter")
        #expect(header(script).contains("= STOPPED  waiting for an instance"))
    }

    @Test func aDrillDownOfAStationThatIsWellHasTheWayToIt() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("j Enter")
        #expect(header(script).hasPrefix(" Files > file 412 "))
    }

    // MARK: Narrow rows

    /// A header in a row of its own, with a feed, one alert and many held records.
    private func feeding(
        columns: Int, keys: String = "", _ change: (inout StationSnapshot) -> Void = { _ in }
    ) -> String {
        var snapshot = SampleStation.busy
        snapshot.feed = .running(files: 72, perMinute: 12)
        snapshot.heldRecords = 9_626
        change(&snapshot)
        var script = ConsoleScript(columns: columns, rows: 12, snapshot)
        script.press(keys)
        if keys.contains("p") {
            snapshot.knownFiles += 11
            snapshot.heldRecords += 200
            script.send(.snapshot(snapshot))
        }
        return header(script)
    }

    private func hasWhole(_ header: String, _ forms: String...) -> Bool {
        let words = " \(header) "
        return forms.contains { words.contains(" \($0) ") }
    }

    @Test(arguments: ["", "p", "6", "6 p"])
    func nothingIsCutAtAnyWidthAndWhatIsVitalStays(keys: String) {
        for columns in 24...200 {
            let header = feeding(columns: columns, keys: keys)
            #expect(!header.contains("…"), "\(columns): \(header)")
            #expect(hasWhole(header, keys.contains("p") ? "* FROZEN" : "▶ RUNNING"), "\(header)")
            #expect(hasWhole(header, "[! 1]", "!1"), "\(columns): \(header)")
            #expect(hasWhole(header, "SIM", "SIMULATED FEED"), "\(columns): \(header)")
            #expect(hasWhole(header, "[Q 9 626]", "Q9.6k"), "\(columns): \(header)")
            #expect(columns < 44 || header.contains(#/ 12:04(:33)?(Z| UTC) /#), "\(header)")
        }
    }

    @Test func aDrillDownTellsAlertsAndTheFeedAtAnyWidth() {
        for keys in ["j Enter", "j Enter p"] {
            for columns in 24...200 {
                let header = feeding(columns: columns, keys: keys)
                #expect(hasWhole(header, "[! 1]", "!1"), "\(columns): \(header)")
                #expect(hasWhole(header, "SIM", "SIMULATED FEED"), "\(columns): \(header)")
                #expect(hasWhole(header, "[Q 9 626]", "Q9.6k"), "\(columns): \(header)")
                guard keys.contains("p") else { continue }
                #expect(hasWhole(header, "* FROZEN"), "\(columns): \(header)")
            }
        }
    }

    @Test(arguments: [
        (24, " ▶ RUNNING SIM Q9.6k !1"), (32, " ▶ RUNNING SIM  12:04Z Q9.6k !1"),
        (36, " ▶ RUNNING  SIM  12:04Z Q9.6k !1"), (40, " ▶ RUNNING  SIM  12:04:33Z Q9.6k [! 1]"),
        (44, " ▶ RUNNING  SIM  12:04:33Z [Q 9 626] [! 1]"),
    ])
    func wordsAreShortBeforeTheyAreLeftOut(columns: Int, header: String) {
        let shown = feeding(columns: columns)
        #expect(shown.replacing(#/ +/#, with: " ") == header.replacing(#/ +/#, with: " "))
    }

    @Test func aStateThatNeedsToBeLookedAtIsWholeInTheNarrowestRow() {
        for columns in 24...80 {
            let header = feeding(columns: columns) { $0.pipeline.state = .degraded }
            #expect(hasWhole(header, "! DEGRADED"), "\(columns): \(header)")
            #expect(hasWhole(header, "[! 1]", "!1"), "\(columns): \(header)")
        }
    }

    @Test func theLastNameIsWorthMoreThanTheWayToItInANarrowRow() {
        var script = ConsoleScript(columns: 40, rows: 12)
        script.press("4 Enter")
        #expect(header(script).hasPrefix(" record 118 "), "\(header(script))")
    }

    @Test func theClockHasItsZoneInANarrowRow() {
        var script = ConsoleScript(columns: 40, rows: 12)
        #expect(header(script).contains(" 12:04:33Z [Q 118] [! 1]"))
        script.send(
            .tick(SampleStation.now, ShownZone(name: "CET", offsetSeconds: 3_600)))
        #expect(header(script).contains(" 13:04:33 CET [Q 118] [! 1]"))
    }

    @Test func countersTellTheFeedAndTheNewestAlerts() {
        var feeding = SampleStation.busy
        feeding.feed = .running(files: 72, perMinute: 12)
        var script = ConsoleScript(columns: 20, rows: 3, feeding)
        script.press("p")
        #expect(script.canvas().text.contains("SIM"))
        script.send(.resized(CanvasSize(columns: 80, rows: 24)))
        script.press("p")
        script.send(.snapshot(SampleStation.failing(.stalled)))
        script.send(.resized(CanvasSize(columns: 6, rows: 3)))
        #expect(script.canvas().text.hasPrefix("!2"), "\(script.canvas().text)")
    }
}
