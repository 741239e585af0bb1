import SluiceConsole
import SluiceCore
import Testing

@Suite struct ListActionsTests {
    @Test func rulesAreThoseOfTheFileTheCursorIsOn() {
        var station = SampleStation.busy
        for place in station.files.indices { station.files[place].dataset = "greenhouse" }
        var script = ConsoleScript(station)
        script.press("1 g j W")
        #expect(script.state.screens.last == .rules(dataset: "greenhouse"))
        script.press("Esc 3 W")
        #expect(script.state.screens.last == .rules(dataset: "university"))
    }

    @Test func rulesAreThoseOfWhatIsHeldAndNotOfTheLocationsShown() {
        func page(_ dataset: String?) -> (StationQuery) -> StationAnswer? {
            { query in
                guard case .quarantine(let query) = query else { return SampleStore.answer(query) }
                var page = SampleStore.quarantine(query, held: 5)
                for place in page.rows.indices { page.rows[place].dataset = dataset }
                return .quarantine(page)
            }
        }
        var script = ConsoleScript(store: page("greenhouse"))
        script.press("4 j W")
        #expect(script.state.screens.last == .rules(dataset: "greenhouse"))
        script.press("Esc d W")
        #expect(script.state.screens.last == .rules(dataset: "greenhouse"))
        script = ConsoleScript(store: page(nil))
        script.press("4 W")
        #expect(script.state.notice?.text.string.contains("belongs to no dataset") == true)
        var groups = SampleAnswers.groups
        for place in groups.indices { groups[place].exampleDataset = "greenhouse" }
        var drill = DrillScript(.groups(GroupsView()), .groups(groups))
        drill.press("j W")
        #expect(drill.state.screens.last == .rules(dataset: "greenhouse"))
    }

    private let files = ViewSlot.pane(.files)
    private let log = ViewSlot.pane(.log)

    @Test func aListIsSortedByColumnAfterColumnAndTheOrderIsRemembered() {
        var script = ConsoleScript()
        script.press("s s")
        #expect(
            script.state.list(files).sort == SortOrder(column: "file", isDescending: false))
        #expect(script.canvas().text.contains("▲file"))
        script.press("S")
        #expect(script.state.preferences.sorts[.files]?.isDescending == true)
        #expect(script.effects.last == .save(script.state.preferences))
        script.press("s s s s s s s s")
        #expect(script.state.list(files).sort == nil)
    }

    @Test(arguments: [(80, "sort-by size"), (120, "sort-by size"), (80, "sort-by arrived")])
    func anOrderByAColumnWithoutRoomIsToldInTheBorder(columns: Int, command: String) throws {
        var script = ConsoleScript(columns: columns, rows: columns / 3)
        script.press(":")
        script.type(command)
        script.press("Enter")
        let name = try #require(command.split(separator: " ").last)
        #expect(script.canvas().text.contains("412 today · ▲\(name) ═"))
        script.press("S")
        #expect(script.canvas().text.contains("412 today · ▼\(name) ═"))
        script.press("z")
        #expect(script.canvas().text.contains("412 today ═"))
    }

    @Test func anOrderOfAListWithoutTitlesIsToldInTheBorder() {
        var script = ConsoleScript()
        script.press("6 z s s")
        #expect(script.canvas().text.contains("▲what"))
    }

    @Test func theOrderOfTheSourceIsReversedToo() throws {
        var script = ConsoleScript()
        let before = try #require(script.state.activeView.table(script.state)).keys
        script.press("S")
        let after = try #require(script.state.activeView.table(script.state)).keys
        #expect(Array(after) == before.reversed())
        #expect(script.canvas().text.contains("412 today · reversed ═"))
        #expect(script.state.preferences.sorts[.files] == .reversedSource)
        script.press("S")
        #expect(script.state.list(files).sort == nil)
        #expect(script.canvas().text.contains("▼arrived  412 today ═"))
    }

    @Test func theStoreReversesTheOrderOfWhatIsHeld() {
        var script = ConsoleScript()
        script.press("4 S")
        guard
            case .quarantine(let query)? = script.state.requests.asked[.pane(.quarantine)]?.query
        else {
            Issue.record("nothing asked")
            return
        }
        #expect(query.sort == .id && !query.isDescending)
        #expect(script.canvas().text.contains(" · reversed"))
        for pane in ["1", "3", "4"] {
            var small = ConsoleScript(columns: 80, rows: 24)
            small.press("\(pane) S")
            #expect(small.canvas().text.contains(/\ rev(\.|ersed) [═·]/), "pane \(pane)")
        }
    }

    @Test func theOrderOfTheSourceIsReversedInTheListOfOrders() {
        var script = ConsoleScript()
        script.press("F6 Space")
        #expect(script.canvas().text.contains(/\(as it comes\) +reversed/))
        #expect(script.state.list(files).sort == .reversedSource)
        script.press("j")
        #expect(script.state.list(files).sort?.isDescending == false)
        script.press("Esc")
        #expect(script.state.list(files).sort == nil)
    }

    @Test func theOrderOfAnEarlierRunIsTakenUp() {
        var preferences = Preferences()
        preferences.sorts[.files] = SortOrder(column: "bad", isDescending: true)
        let script = ConsoleScript(preferences: preferences)
        let table = PaneCatalog.pane(.files).table(script.state)
        #expect(table?.keys.first == .id(411))
    }

    @Test(arguments: [(80, 24), (40, 12)])
    func columnsScrollAndTheNamesStay(columns: Int, rows: Int) {
        var script = ConsoleScript(columns: columns, rows: rows)
        var seen: Set<Substring> = []
        for _ in 0..<12 {
            let rows = script.canvas().text.split(separator: "\n")
            seen.formUnion(
                rows.first { $0.contains(" file ") }?.split { " ║│".contains($0) } ?? [])
            #expect(rows.contains { $0.contains("sensor_0411.csv") }, "\(seen)")
            script.press("l")
        }
        #expect(seen.isSuperset(of: ["state", "size", "bad", "err%", "ms", "rows/s"]))
        for _ in 0..<12 { script.press("h") }
        #expect(script.state.list(files).firstColumn == 0)
    }

    /// The titles of the columns of the pane Quarantine.
    private static func titles(_ script: ConsoleScript) -> [Substring] {
        let line = script.canvas().text.split(separator: "\n").first { $0.contains(" id ") }
        let pane = line?.split(separator: "║").first { $0.contains(" id ") }
        return pane?.split(separator: " ") ?? []
    }

    @Test func everyStepShowsOtherColumnsUntilTheLastIsSeen() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("4")
        var steps = [Self.titles(script)]
        for _ in 0..<12 {
            script.press("l")
            let titles = Self.titles(script)
            if titles == steps.last { break }
            steps.append(titles)
        }
        #expect(steps.count > 3 && steps.count < 10)
        #expect(steps.allSatisfy { $0.first == "id" && $0.count > 1 })
        let seen = Set(steps.flatMap { $0 })
        #expect(seen.isSuperset(of: ["id", "file", "line", "field", "value", "reason", "since"]))
        script.press("h")
        #expect(Self.titles(script) == steps.dropLast().last)
    }

    @Test func whereAllColumnsAreShownTheKeySaysSo() {
        var script = ConsoleScript(columns: 200, rows: 60)
        script.press("3 l")
        #expect(script.state.list(.pane(.locations)).firstColumn == 0)
        #expect(script.canvas().text.contains("all columns are shown"))
    }

    @Test func atTheFirstAndAtTheLastColumnTheKeySaysSo() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("1 h")
        #expect(script.state.notice?.text == "the first column is shown")
        script.press("l l l l l l l l l l")
        #expect(script.state.notice?.text == "the last column is shown")
    }

    /// A busy station to which some files have come since.
    private static func later(_ names: String...) -> StationSnapshot {
        var snapshot = SampleStation.busy
        for (place, name) in names.enumerated() {
            snapshot.files.insert(
                FileSummary(
                    id: Int64(900 + place), name: name, phase: .stored, sizeBytes: 1,
                    arrivedMicroseconds: SampleStation.now), at: 0)
        }
        return snapshot
    }

    @Test func theNewestIsFollowedInTheReversedOrderToo() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("1 S")
        #expect(script.canvas().text.contains("sensor_0413.csv"))
        script.send(.snapshot(Self.later("new.csv")))
        #expect(script.state.list(files).selection == .id(900))
        #expect(script.canvas().text.contains("new.csv"))
        script.press("k")
        let before = script.state.list(files).selection
        script.send(.snapshot(Self.later("new.csv", "newer.csv")))
        #expect(script.state.list(files).selection == before)
        script.press("G")
        #expect(script.state.list(files).selection == .id(901))
        script.send(.snapshot(Self.later("new.csv", "newer.csv", "newest.csv")))
        #expect(script.canvas().text.contains("newest.csv"))
        script.press("S")
        #expect(script.state.list(files).position == 0)
    }

    @Test func theNewestIsFollowedInTheReversedOrderOfAnEarlierRun() {
        var preferences = Preferences()
        preferences.sorts[.files] = .reversedSource
        var script = ConsoleScript(columns: 80, rows: 24, preferences: preferences)
        #expect(script.canvas().text.contains("sensor_0413.csv"))
        script.send(.snapshot(Self.later("new.csv")))
        #expect(script.canvas().text.contains("new.csv"))
    }

    @Test func theNewestOfManyHeldRecordsIsFollowedInTheReversedOrder() {
        var held = 5_000
        var script = ConsoleScript(store: { query in
            guard case .quarantine(let query) = query else { return SampleStore.answer(query) }
            return .quarantine(SampleStore.quarantine(query, held: held))
        })
        script.press("4 S")
        #expect(script.state.list(.pane(.quarantine)).selection == .id(5_000))
        held += 700
        var later = SampleStation.busy
        later.revision += 1
        script.send(.tick(SampleStation.now + 9_000_000, .utc))
        script.send(.snapshot(later))
        #expect(script.state.list(.pane(.quarantine)).selection == .id(5_700))
        #expect(script.canvas().text.contains(" 5700 "))
    }

    @Test func theLogFollowsUntilTheCursorIsMovedUp() {
        var script = ConsoleScript()
        script.press("5 k")
        #expect(!script.state.list(log).isFollowing)
        let before = script.state.list(log).selection
        var later = SampleStation.busy
        later.log.append(
            LogLine(
                id: 34, microseconds: SampleStation.now, level: .info, source: "commit",
                message: "one more"))
        script.send(.snapshot(later))
        #expect(script.state.list(log).selection == before)
        #expect(script.canvas().text.contains("paused, 2 newer"))
        script.press("G")
        #expect(script.state.list(log).isFollowing)
        #expect(script.state.list(log).selection == .id(34))
    }

    @Test func theLevelOfTheLogIsCycled() {
        var script = ConsoleScript()
        script.press("5 L")
        #expect(script.state.preferences.logLevel == .warning)
        #expect(!script.canvas().text.contains("INFO  commit"))
    }

    @Test func onlyColumnsThatListsCanBeSortedByAreOffered() throws {
        var script = ConsoleScript()
        script.press("4 :")
        script.type("sort-by nocolumn")
        #expect(script.canvas().text.contains("no column nocolumn"))
        script.press("^U")
        script.type("sort-by why")
        script.press("Enter")
        #expect(script.state.list(.pane(.quarantine)).sort?.column == "why")
        script.press("5 F6")
        #expect(script.state.overlay == nil)
    }
}
