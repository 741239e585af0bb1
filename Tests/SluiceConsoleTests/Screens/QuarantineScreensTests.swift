import SluiceConsole
import SluiceCore
import Testing

/// Groups, the lists they open, and the rules that hold records.
@Suite struct QuarantineScreensTests {
    @Test func aGroupOpensTheListOfItsRecordsAndARecordFromThere() {
        var script = DrillScript(.groups(GroupsView()), .groups(SampleAnswers.groups))
        script.press("j Enter")
        guard case .quarantine(let query)? = script.question else {
            Issue.record("\(String(describing: script.question))")
            return
        }
        #expect(query.group == SampleAnswers.groups[1].key)
        script.answer(.quarantine(SampleAnswers.page(matches: 29)))
        #expect(script.canvas().text.contains("DATE timestamp 9999-99-99"))
        script.press("j Enter")
        #expect(script.state.screens.last == .record(28))
        script.press("Esc Esc Esc")
        #expect(script.state.screens.isEmpty)
    }

    @Test(arguments: [80, 200]) func idsAreNeverCut(columns: Int) {
        let script = DrillScript(
            .held(HeldView(title: "all")),
            .quarantine(SampleAnswers.page(matches: 1_239_812)), columns: columns)
        #expect(script.canvas().text.contains(" 1239812 "))
    }

    @Test func theSameKeyGoesThroughWhatGroupsHaveInCommon() {
        var script = DrillScript(.groups(GroupsView()), .groups(SampleAnswers.groups))
        var seen: [[QuarantineGroup.Dimension]] = []
        for _ in 0..<6 {
            script.press("f")
            guard case .groups(_, let dimensions)? = script.question else { continue }
            seen.append(dimensions)
        }
        #expect(
            seen == [
                [.reason], [.field], [.file], [.location], [.shape], [.reason, .field, .shape],
            ]
        )
    }

    @Test func aGroupThatWasDealtWithIsGoneBeforeTheGroupsAreThereAgain() {
        var script = DrillScript(.groups(GroupsView()), .groups(SampleAnswers.groups))
        script.press("F")
        script.answer(.preview(SampleDesk.repair))
        script.press("3 4 Enter")
        guard case .command(let id, .operate)? = script.effects.last else {
            Issue.record("\(script.effects)")
            return
        }
        var done = SampleDesk.repair
        done.batch = 1
        script.send(.reply(id, .operated(done)))
        #expect(script.state.screens == [.groups(GroupsView())])
        #expect(!script.canvas().text.contains("temperature_celsius"), "not as it was before")
        #expect(script.canvas().text.contains("working out the groups"))
        guard case .ask(_, .groups)? = script.effects.last else {
            Issue.record("the groups are not asked for: \(script.effects)")
            return
        }
        script.press("F")
        #expect(script.state.notice?.text.string == "suggestions are being worked out")
        script.answer(.groups(Array(SampleAnswers.groups.dropFirst())))
        #expect(script.canvas().text.contains("DATE"))
    }

    @Test func hintsThatAreWorkedOutAreAnnouncedAndNotAppliedYet() {
        var groups = SampleAnswers.groups
        groups[0].suggestion = nil
        groups[0].examination = .awaited
        var script = DrillScript(.groups(GroupsView()), .groups(groups), columns: 120)
        #expect(script.canvas().text.contains("working out hints …"))
        script.press("F")
        #expect(script.state.notice?.text.string == "suggestions are being worked out")
        script.press("/ h i n t : f a h r Enter")
        #expect(script.canvas().text.contains("passes the filter yet: working out hints"))
        script.press("F")
        #expect(script.state.notice?.text.string == "suggestions are being worked out")
        script.answer(.groups(SampleAnswers.groups))
        #expect(!script.canvas().text.contains("working out"))
    }

    @Test func ofAGroupThatNoHintIsWorkedOutForItIsSaidWhy() {
        var groups = SampleAnswers.groups
        groups[0].suggestion = nil
        groups[0].examination = .left
        var script = DrillScript(.groups(GroupsView()), .groups(groups), columns: 200)
        let text = script.canvas().text
        #expect(text.contains("not worked out") && !text.contains("working out hints"))
        #expect(text.contains("hints are for the 40 largest groups"))
        script.press("F")
        #expect(
            script.state.notice?.text.string.contains("hints are for the 40 largest groups")
                == true)
        script.press("E")
        #expect(script.state.overlay != nil, "everything else can be done")
    }

    @Test func aHintOfAGroupWithoutARepairSaysSo() {
        var groups = SampleAnswers.groups
        groups[0].suggestion = Suggestion("it could be any of 3", repairs: [])
        groups[0].examination = .done
        var script = DrillScript(.groups(GroupsView()), .groups(groups))
        script.press("F")
        #expect(script.state.notice?.text.string.contains("names no repair") == true)
    }

    @Test func aRepairOfAGroupBeginsWithItsFieldOrWithNothing() {
        var groups = SampleAnswers.groups
        for field in ["temperature_celsius", ""] {
            groups[0].key.field = field
            var script = DrillScript(.groups(GroupsView()), .groups(groups))
            script.press("E")
            #expect(script.state.overlay != nil)
            #expect(script.canvas().text.contains("\(field) =") == !field.isEmpty)
        }
    }

    @Test func namesAndExamplesAreWholeBeforeBarsAndMomentsAreShown() {
        var groups = SampleAnswers.groups
        groups[1].suggestion = Suggestion(
            "one cell too many in 1 of 1 records, empty at the end", repairs: [])
        let rows = DrillScript(.groups(GroupsView()), .groups(groups), columns: 120, rows: 40)
            .canvas().text.split(separator: "\n")
        #expect(rows.contains { $0.contains("temperature_celsius ") })
        #expect(rows.contains { $0.contains("2024-13-01 ") && $0.contains("one cell too many") })
        #expect(!rows.contains { $0.contains("last held") })
        groups.removeSubrange(1...)
        let script = DrillScript(.groups(GroupsView()), .groups(groups), columns: 120)
        #expect(script.canvas().text.contains(" 1 group ·"))
    }

    @Test func aGroupIsPutIntoGroupsAgain() {
        var reason = QuarantineGroup.Key()
        reason.code = .number
        var held = HeldView(title: "NUMBER")
        held.group = reason
        var script = DrillScript(.held(held), .quarantine(SampleAnswers.page(matches: 29)))
        script.press("f")
        guard case .groups(let query, by: [.field])? = script.question else {
            Issue.record("\(String(describing: script.question))")
            return
        }
        #expect(query.group == reason)
        var field = QuarantineGroup.Key()
        field.field = "stress_level"
        script.answer(
            .groups([
                QuarantineGroup(key: field, count: 7, exampleID: 3, exampleValue: [0x39])
            ]))
        script.press("d")
        reason.field = "stress_level"
        guard case .preview(let request)? = script.question,
            case .discard(.matching(let chosen)) = request.operation
        else { return }
        #expect(chosen.group == reason, "what both groups have in common")
    }

    @Test func aLongListIsReadAPageAtATime() {
        var script = DrillScript(
            .held(HeldView(title: "all")), .quarantine(SampleAnswers.page(matches: 5_000)))
        for _ in 0..<20 { script.press("PgDn") }
        guard case .quarantine(let first)? = script.question else { return }
        #expect(first.offset == 0 && first.limit == 600, "the first 500 are at hand as a whole")
        script.answer(.quarantine(SampleAnswers.page(limit: 600, matches: 5_000)))
        for _ in 0..<10 { script.press("PgDn") }
        guard case .quarantine(let query)? = script.question else { return }
        #expect(query.offset > 0 && query.offset < 600)
        script.answer(.quarantine(SampleAnswers.page(offset: query.offset, matches: 5_000)))
        let position = script.state.list(.screen(0)).position
        #expect(script.state.list(.screen(0)).selection == .id(Int64(5_000 - position)))
        script.press("G")
        guard case .quarantine(let last)? = script.question else { return }
        #expect(last.offset + last.limit >= 5_000)
    }

    @Test func aRuleOpensWhatItHolds() {
        var script = DrillScript(
            .rules(dataset: "university", field: "location_id"), .rules(SampleAnswers.rules))
        script.press("Enter")
        guard case .quarantine(let query)? = script.question else { return }
        #expect(query.group?.code == .null && query.group?.field == "location_id")
    }

    @Test func theRulesHaveAKeyEverywhere() {
        var script = ConsoleScript(SampleAnswers.station)
        script.press("W")
        #expect(script.state.screens == [.rules(dataset: "university")])
        script.press("W Esc")
        #expect(script.state.screens.isEmpty)
    }

    @Test func anAlertOpensItsFileOrALineOfTheLog() {
        var script = DrillScript(.alert(2))
        script.press("Enter")
        #expect(script.state.screens.last == .file(409))
        script = DrillScript(.alert(1))
        script.press("Enter")
        #expect(script.state.screens.last == .logLine(2))
        script.press("Enter")
        #expect(script.state.screens.last == .file(411))
    }
}
