import SluiceConsole
import SluiceCore
import Testing

/// What operations of the quarantine desk are meant for, wherever the operator looks.
@Suite struct DeskActionsTests {
    @Test func theRowOfTheCursorIsMeantWhenNothingIsMarked() {
        var script = ConsoleScript()
        script.press("4 j r")
        #expect(DeskProbe.operation(script.state) == .release(.entries([117])))
        script.press("Esc d")
        #expect(DeskProbe.operation(script.state) == .discard(.entries([117])))
        #expect(DeskProbe.commands(script.effects).isEmpty, "nothing is done before it was shown")
    }

    @Test func markedRowsAreMeant() {
        var script = ConsoleScript()
        script.press("4 Space j Space d")
        #expect(DeskProbe.operation(script.state) == .discard(.entries([116, 118])))
        #expect(script.canvas().text.contains("2 marked records"))
    }

    @Test func allThatPassTheFilterAreMeantWhenAllAreMarked() {
        var script = ConsoleScript(store: { query in
            guard case .quarantine(let query) = query else { return SampleStore.answer(query) }
            return .quarantine(SampleStore.quarantine(query, held: 5_000))
        })
        script.press("4 / r a n g e Enter a")
        #expect(script.canvas().text.contains("all marked"))
        #expect(script.state.notice?.text.string.contains("5 000") == true)
        script.press("r")
        guard case .release(.matching(let query))? = DeskProbe.operation(script.state) else {
            Issue.record("\(String(describing: DeskProbe.operation(script.state)))")
            return
        }
        #expect(query.filter.terms.count == 1)
        script.press("Esc Space")
        #expect(script.state.notice?.text.string.contains("a takes the marks away") == true)
        #expect(script.canvas().text.contains("all marked"))
        script.press("a")
        #expect(!script.canvas().text.contains("all marked"))
    }

    @Test(arguments: ["Esc", "/ x Enter"])
    func marksOfAllNeverComeToMeanWhatAnotherFilterLetsThrough(keys: String) {
        var script = ConsoleScript(store: { query in
            guard case .quarantine(let query) = query else { return SampleStore.answer(query) }
            return .quarantine(SampleStore.quarantine(query, held: 5_000))
        })
        script.press("4 / r a n g e Enter a \(keys)")
        #expect(!script.canvas().text.contains("all marked"))
        #expect(script.state.notice?.text.string.contains("are gone with it") == true)
        script.press("d")
        guard case .discard(.entries(let ids))? = DeskProbe.operation(script.state) else {
            Issue.record("\(String(describing: DeskProbe.operation(script.state)))")
            return
        }
        #expect(ids.count == 1)
    }

    @Test func marksOfAllAreNotGoneWhileAnotherFilterIsTried() {
        var script = ConsoleScript(store: { query in
            guard case .quarantine(let query) = query else { return SampleStore.answer(query) }
            return .quarantine(SampleStore.quarantine(query, held: 5_000))
        })
        script.press("4 / r a n g e Enter a / x")
        #expect(script.state.notice?.text.string.contains("are gone with it") != true)
        script.press("Esc")
        #expect(script.canvas().text.contains("all marked"))
    }

    @Test func oneRecordAtATimeIsEdited() {
        var script = ConsoleScript()
        script.press("4 Space j Space e")
        #expect(script.state.screens.isEmpty)
        #expect(script.state.notice?.text == "one record at a time is edited")
    }

    @Test func aGroupIsMeantAsAWhole() {
        var script = DrillScript(.groups(GroupsView()), .groups(SampleAnswers.groups))
        script.press("j d")
        guard case .discard(.matching(let query))? = DeskProbe.operation(script.state) else {
            return
        }
        #expect(query.group == SampleAnswers.groups[1].key)
        #expect(script.canvas().text.contains("29 of DATE timestamp"))
    }

    @Test func theSuggestionOfAGroupIsShownAndNotApplied() {
        var script = DrillScript(.groups(GroupsView()), .groups(SampleAnswers.groups))
        #expect(script.canvas().text.contains("frees 59 of 61"))
        script.press("F")
        guard case .repair(.matching(let query), let repairs)? = DeskProbe.operation(script.state)
        else {
            Issue.record("\(String(describing: DeskProbe.operation(script.state)))")
            return
        }
        #expect(query.group == SampleAnswers.groups[0].key)
        #expect(repairs == SampleAnswers.fahrenheit.repairs)
        #expect(DeskProbe.commands(script.effects).isEmpty)
        script.press("Esc j F")
        #expect(DeskProbe.operation(script.state) == nil, "nothing is suggested there")
    }

    @Test func aRepairOfAGroupNamesItsField() {
        var script = DrillScript(.groups(GroupsView()), .groups(SampleAnswers.groups))
        script.press("E v / 1 0 Enter")
        guard case .repair(.matching, let repairs)? = DeskProbe.operation(script.state) else {
            return
        }
        #expect(
            repairs == [FieldRepair(field: "temperature_celsius", change: .expression("v/10"))])
    }

    @Test func aRepairOfAGroupByARuleAcrossFieldsNamesNone() {
        for (code, field) in [(FindingCode.rule, "sum"), (nil, "sum"), (.fields, "")] {
            var group = SampleAnswers.groups[0]
            (group.key.code, group.key.field, group.exampleColumn) = (code, field, nil)
            var script = DrillScript(.groups(GroupsView()), .groups([group]))
            script.press("E")
            #expect(script.canvas().text.contains("\n repair\n"))
        }
    }

    @Test func theHintOfAGroupIsThatOfAllItsRecords() {
        var held = HeldView(title: "RANGE")
        held.suggestion = Suggestion("one cell more; it could be any of 3", repairs: [])
        var script = DrillScript(.held(held), .quarantine(SampleAnswers.page(matches: 29)))
        script.press("a F")
        #expect(script.state.notice?.text.string.contains("this hint names no repair") == true)
        held.suggestion = SampleAnswers.fahrenheit
        script = DrillScript(.held(held), .quarantine(SampleAnswers.page(matches: 29)))
        script.press("a F")
        #expect(
            DeskProbe.operation(script.state)
                == .repair(
                    .entries((1...29).map { Int64($0) }), SampleAnswers.fahrenheit.repairs))
    }

    @Test func aFileIsTakenAgainFromItsPaneAndItsScreen() {
        var script = DrillScript(.file(411), .file(SampleAnswers.file))
        script.press("R")
        #expect(DeskProbe.operation(script.state) == .reprocess(file: 411))
        var main = ConsoleScript()
        main.press("j j R")
        guard case .reprocess? = DeskProbe.operation(main.state) else {
            Issue.record("\(String(describing: DeskProbe.operation(main.state)))")
            return
        }
    }

    @Test func aReasonIsNeededToAcceptAndKept() {
        var script = ConsoleScript()
        script.press("4 :")
        script.type("accept")
        script.press("Enter")
        #expect(script.state.overlay != nil, "a reason is asked for")
        script.type("sensor was moved")
        script.press("Enter")
        guard case .operation(let view)? = script.state.screens.last else {
            Issue.record("no preview")
            return
        }
        #expect(view.request.operation == .accept(.entries([118])))
        #expect(view.request.reason == "sensor was moved")
    }

    /// What taking back a change of rules would do.
    private static var undoing: OperationReport {
        var report = OperationReport()
        (report.counts.restored, report.counts.changed) = (75, 75)
        report.reversed = JournalEntry(
            id: 57, microseconds: SampleStation.now, actor: "ada", action: "rules", batch: 57,
            count: 75)
        report.reversed?.reason = "moods go down to -3"
        return report
    }

    @Test func whatAnUndoTakesBackIsShownAndTakenBackOnceTheCountIsTyped() {
        var script = ConsoleScript(store: { query in
            if case .preview = query { .preview(Self.undoing) } else { SampleStore.answer(query) }
        })
        script.press("u")
        #expect(DeskProbe.operation(script.state) == .undo(batch: nil))
        let text = script.canvas().text
        #expect(text.contains("batch 57: rules  75 records and rows"))
        #expect(text.contains("by ada") && text.contains("because moods go down to -3"))
        #expect(text.contains("Type 75 and Enter to take it back"))
        script.press("Space Enter")
        #expect(DeskProbe.commands(script.effects).isEmpty)
        script.press("7 5 Enter")
        #expect(DeskProbe.commands(script.effects) == [.undo(batch: 57)], "the one that was shown")
        guard let id = script.state.desk.running.keys.first else { return }
        script.send(.reply(id, .operated(Self.undoing)))
        #expect(script.state.screens.isEmpty)
        #expect(
            script.state.notice?.text.string == "undo: 75 held · U does it again")
    }

    @Test func aRedoIsShownFirstToo() {
        var script = ConsoleScript(store: { query in
            if case .preview = query { .preview(Self.undoing) } else { SampleStore.answer(query) }
        })
        script.press("U 7 5 Enter")
        #expect(DeskProbe.commands(script.effects) == [.redo(batch: 57)])
    }

    @Test(arguments: [("u", "there is nothing to undo"), ("U", "there is nothing to redo")])
    func whereNothingCanBeTakenBackOrDoneAgainTheLastRowSaysSo(key: String, reason: String) {
        var script = ConsoleScript(store: { query in
            if case .preview = query { .failed(reason) } else { nil }
        })
        script.press(key)
        #expect(script.state.screens.isEmpty)
        let last = script.canvas().text.split(separator: "\n").last ?? ""
        #expect(last.contains(reason), "\(last)")
        #expect(DeskProbe.commands(script.effects).isEmpty)
    }

    @Test func whyABatchThatWasNamedCannotBeTakenBackIsReadInItsPreview() {
        var script = DrillScript(.batch(54))
        script.press("u")
        script.answer(.failed("entry 7 has been changed since"))
        #expect(script.canvas().text.contains("entry 7 has been changed since"))
        #expect(!script.canvas().text.contains("e changes it"))
        script.press("Enter Esc")
        #expect(DeskProbe.commands(script.effects).isEmpty && script.state.screens == [.batch(54)])
    }

    @Test func entriesAndBatchesCanBeNamed() {
        var script = ConsoleScript()
        for (typed, operation) in [
            ("restore 7, 9", QuarantineOperation.restore(.entries([7, 9]))),
            ("discard test rows", nil), ("undo 12", .undo(batch: 12)),
        ] {
            script.press("4 :")
            script.type(typed)
            script.press("Enter")
            if let operation { #expect(DeskProbe.operation(script.state) == operation) }
            script.press("Esc")
        }
        #expect(DeskProbe.commands(script.effects).isEmpty)
    }

    @Test func aConsoleThatOnlyReadsSaysSo() {
        var snapshot = SampleStation.busy
        snapshot.access = .readOnly
        var script = ConsoleScript(snapshot)
        script.press("4 d")
        #expect(script.state.screens.isEmpty)
        #expect(script.state.notice?.text.string.contains("only watches") == true)
        script.press("u")
        #expect(DeskProbe.commands(script.effects).isEmpty)
    }

    @Test func theEditorOpensFromTheListAndTheRecord() {
        var script = ConsoleScript()
        script.press("4 e")
        #expect(script.state.screens == [.edit(EditView(entry: 118))])
        script.press("Esc Enter e")
        #expect(script.state.screens.last == .edit(EditView(entry: 118)))
    }

    @Test(arguments: [
        ("a = b = abs(v)", false), ("a = a = abs(v)", false), ("a = b == 1", true),
        ("a = (b = 1)", true), ("a = v = 1", true), ("a = abs(v)", true), ("a = \"b = c\"", true),
    ])
    func aWholeRepairBehindAFieldIsRefused(line: String, isRepair: Bool) {
        switch RepairText.repairs(line) {
        case .success: #expect(isRepair)
        case .failure(let problem):
            #expect(!isRepair && problem.message.string.contains("= would compare"))
        }
    }

    @Test func whatCannotBeReadIsToldWhileItIsTyped() {
        var script = ConsoleScript(columns: 120, rows: 40)
        script.press("4 E ^U")
        script.type("mood_score = ")
        #expect(!script.canvas().text.contains("= would compare"))
        script.type("mood_score = 0-v")
        #expect(script.canvas().text.contains("= would compare: leave out mood_score ="))
        script.press("Backspace")
        #expect(script.state.overlay != nil)
    }

    @Test func aRecordHasNoColumnsToName() {
        var script = ConsoleScript()
        script.press("4 E")
        #expect(script.canvas().text.contains("repair"))
    }

    @Test(arguments: [
        ("t = v/10", [FieldRepair(field: "t", change: .expression("v/10"))]),
        (
            "t = degF -> degC",
            [FieldRepair(field: "t", change: .conversion(from: "degF", to: "degC"))]
        ),
        (
            "t = \"a;b\"; u = 'x;y'",
            [
                FieldRepair(field: "t", change: .value("a;b")),
                FieldRepair(field: "u", change: .expression("'x;y'")),
            ]
        ),
    ])
    func repairsAreReadAsTyped(text: String, repairs: [FieldRepair]) {
        var script = ConsoleScript()
        script.press("4 :")
        script.type("repair \(text)")
        script.press("Enter")
        #expect(DeskProbe.operation(script.state) == .repair(.entries([118]), repairs))
    }

    @Test(arguments: [("E", "", ""), (":", "repair humidity_percent = ", "repair ")])
    func whatIsTypedIsTriedOnOneRecordWithEveryKey(key: String, start: String, word: String) {
        var report = SampleDesk.repair
        report.outcomes.removeFirst(3)
        var tried: [QuarantineOperation] = []
        var script = ConsoleScript(columns: 100, rows: 26) { query in
            guard case .preview(let request) = query else { return SampleStore.answer(query) }
            tried.append(request.operation)
            guard case .repair(_, let repairs) = request.operation,
                repairs.first?.field == "humidity_percent"
            else { return .failed("the record has no field humidity_perc") }
            return .preview(report)
        }
        script.press("4 \(key)")
        script.type(start + "v*10")
        let last = tried.last
        #expect(
            last
                == .repair(
                    .entries([118]),
                    [FieldRepair(field: "humidity_percent", change: .expression("v*10"))]))
        #expect(script.canvas().text.contains("16.3 ✓ stored"))
        script.press("^U")
        script.type(word + "humidity_perc = v")
        #expect(script.canvas().text.contains("the record has no field humidity_perc"))
        script.press("Esc")
        #expect(script.state.requests.asked[.prompt] == nil)
    }
}
