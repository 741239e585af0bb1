import SluiceConsole
import SluiceCore
import Testing

/// What the screen says can be done, can be done, and what it says is, is.
@Suite struct PromiseTests {
    private func footer(_ script: ConsoleScript) -> String {
        script.canvas().text.split(separator: "\n").last.map(String.init) ?? ""
    }

    @Test func theHintOfThePreviewIsAppliedFromThePane() {
        let store: (StationQuery) -> StationAnswer? = { query in
            guard case .record(var detail) = SampleStore.answer(query) else {
                return SampleStore.answer(query)
            }
            detail.suggestion = Suggestion(
                "°F: 61.4 is 16.3 °C",
                repairs: [
                    FieldRepair(
                        field: "temperature_celsius", change: .conversion(from: "degF", to: "degC"))
                ])
            return .record(detail)
        }
        var script = ConsoleScript(columns: 200, rows: 60, store: store)
        script.press("4")
        #expect(script.canvas().text.contains("F   hint: °F"))
        script.press("F")
        #expect(!script.state.screens.isEmpty)
    }

    @Test func aHintWithoutARepairNamesNoKey() {
        var script = ConsoleScript(columns: 200, rows: 60)
        script.press("4")
        #expect(!script.canvas().text.contains("F   hint"))
    }

    @Test func anEmptyStationOffersOnlyWhatItHas() {
        let script = ConsoleScript(columns: 120, rows: 40, SampleStation.empty)
        #expect(!footer(script).contains("metric") && !footer(script).contains("undo"))
    }

    @Test func aSearchHidesNothingSoNothingIsToBeShownAgain() {
        var script = ConsoleScript()
        script.press("1 F3 s e n s o r Enter")
        #expect(footer(script).contains("Esc end search"))
        script.press("Esc /")
        script.type("sensor")
        script.press("Enter")
        #expect(footer(script).contains("Esc show all"))
    }

    @Test func aFilterThatFindsNothingSaysSo() {
        var script = ConsoleScript()
        script.press("1 /")
        script.type("zzz")
        script.press("Enter")
        #expect(script.canvas().text.contains("nothing here passes the filter"))
    }

    @Test func anAxisOfTheErrorRateEndsAtAllThatIsRead() {
        var snapshot = SampleStation.busy
        for index in snapshot.errorRate.buckets.indices {
            snapshot.errorRate.buckets[index].records = 100
            snapshot.errorRate.buckets[index].held = 95
        }
        var script = ConsoleScript(columns: 120, rows: 40, snapshot)
        script.press("2 z")
        let labels = script.canvas().text.split(separator: "\n")
            .compactMap { $0.firstMatch(of: /^. *([0-9]+)%┤/).flatMap { Int($0.1) } }
        #expect(labels.first == 100 && labels.allSatisfy { $0 <= 100 } && labels.count > 3)
        #expect(labels.count == script.canvas().text.count { $0 == "┤" })
    }

    @Test func groupsAreDealtWithOneAtATime() {
        var script = ConsoleScript(store: { query in
            if case .groups = query { return .groups(SampleAnswers.groups) }
            return SampleStore.answer(query)
        })
        script.press("4 f Space j r")
        #expect(script.canvas().text.contains("one at a time"))
        if case .groups? = script.state.screens.last {} else { Issue.record("a preview opened") }
    }

    @Test func anOwnerThatHasNotAnsweredIsNoEmptyStation() {
        var script = ConsoleScript(columns: 120, rows: 40, nil)
        script.send(.snapshot(StationSnapshot()))
        let text = script.canvas().text
        #expect(text.contains("STARTING"))
        #expect(!text.contains("No file has arrived") && !text.contains(" up "))
    }
}
