import SluiceConsole
import SluiceCore
import Testing

/// The preview of an operation: what it shows, what must be typed, and what happens then.
@Suite struct OperationScreenTests {
    private static func requests(_ script: DrillScript) -> [OperationRequest] {
        script.effects.compactMap {
            guard case .command(_, .operate(var request)) = $0 else { return nil }
            request.ticket = 0
            return request
        }
    }

    @Test(arguments: [(200, 60), (120, 40), (80, 24), (40, 12)])
    func itLooksAsRecorded(columns: Int, rows: Int) throws {
        try ScreenSnapshot.check(
            PreviewScript.make(columns: columns, rows: rows).canvas(),
            "desk-preview-\(columns)x\(rows)", hasFooter: false)
    }

    @Test func itIsAskedForOnceAndNotAgainWithEveryCommit() {
        var script = PreviewScript.make()
        let count = script.effects.count
        var snapshot = SampleAnswers.station
        snapshot.revision += 1
        script.send(.tick(SampleStation.now + 9_000_000, .utc))
        script.send(.snapshot(snapshot))
        #expect(script.effects.count == count)
    }

    @Test func aLongPreviewTellsHowFarItIs() throws {
        var script = PreviewScript.make(PreviewScript.request, nil)
        let asked = try #require(script.state.requests.asked[script.state.activeSlot])
        script.send(.progress(asked.id, 0.34))
        let text = script.canvas().text
        #expect(text.contains("working the preview out: 34 %") && text.contains("… counting, 34 %"))
        script.press("Esc")
        #expect(script.effects.contains(.cancel(asked.id)))
    }

    private static func renaming(files: Int, stored: Int) -> DrillScript {
        let request = OperationRequest(
            .renameColumns(
                .entries([7, 8]), [ColumnRename(column: "Mood", field: "mood_score")]),
            actor: "operator")
        var report = OperationReport()
        (report.counts.rowsAdded, report.counts.changed) = (stored, stored)
        report.counts.stillInvalid = 10
        report.outcomes = (0..<files).map { file in
            RecordOutcome(
                entry: Int64(7 + file), fileName: "x.csv", line: nil, field: "", before: nil,
                after: nil, end: .stored)
        }
        return PreviewScript.make(request, .preview(report), columns: 120)
    }

    @Test func aFileIsTakenWhateverBecomesOfItsRecords() {
        var script = Self.renaming(files: 2, stored: 0)
        let text = script.canvas().text
        #expect(text.contains("✓ taken") && !text.contains("✓ stored"))
        #expect(text.contains("Enter: take 2 files and hold 10 records"))
        script.press("Enter")
        #expect(Self.requests(script).count == 1)
        #expect(
            Self.renaming(files: 1, stored: 9).canvas().text.contains(
                "Type 9 and Enter to take the file, store 9 rows and hold 10 records"))
        var none = Self.renaming(files: 0, stored: 0)
        none.press("Enter")
        #expect(Self.requests(none).isEmpty)
    }

    @Test func theCountMustBeTyped() {
        var script = PreviewScript.make()
        script.press("Enter")
        #expect(Self.requests(script).isEmpty)
        #expect(script.state.notice?.text.string.contains("type 34 first") == true)
        script.press("3 5 Enter")
        #expect(Self.requests(script).isEmpty, "another count is refused, and gone")
        script.press("3 4 Enter")
        #expect(Self.requests(script) == [PreviewScript.request])
        #expect(script.canvas().text.contains("at work"))
        script.press("Enter 3 4 Enter")
        #expect(Self.requests(script).count == 1, "it runs once")
    }

    @Test func whatIsConfirmedIsWhatWasThereWhenItWasShown() {
        var report = SampleDesk.repair
        report.newestEntry = 2_100
        var request = PreviewScript.request
        request.operation = .discard(.matching(QuarantineQuery()))
        var script = PreviewScript.make(request, .preview(report))
        script.press("3 4 Enter")
        request.newestEntry = 2_100
        #expect(Self.requests(script) == [request])
    }

    @Test func whatWasDoneIsSaidAndTheScreenLeft() throws {
        var script = PreviewScript.make()
        script.press("3 4 Enter")
        let id = try #require(script.state.desk.running.keys.first)
        var report = SampleDesk.repair
        report.batch = 57
        script.send(.reply(id, .operated(report)))
        #expect(script.state.screens.isEmpty)
        #expect(
            script.state.notice?.text.string
                == "repair: 34 stored, 2 still invalid, 1 duplicate · u takes it back")
    }

    @Test func whatIsDoneUnderAnotherScreenTakesItsPreviewAway() throws {
        var script = PreviewScript.make()
        script.press("3 4 Enter J")
        script.answer(.journal(SampleDesk.journal))
        let id = try #require(script.state.desk.running.keys.first)
        script.send(.reply(id, .operated(SampleDesk.repair)))
        #expect(script.state.screens == [.journal])
        script.press("Esc")
        #expect(script.state.screens.isEmpty)
    }

    @Test func restatedLocationsHaveASignOfTheirOwn() throws {
        var script = PreviewScript.make()
        script.press("Esc 3")
        var snapshot = script.state.snapshot
        snapshot.restatement = Restatement(batch: 57, SampleDesk.repair.effects)
        script.send(.snapshot(snapshot))
        guard case .locations(let metric, let range, let buckets, _)? = script.question else {
            Issue.record("no locations were asked for")
            return
        }
        script.answer(.locations(SampleStore.locations(metric, range, buckets)))
        script.press("Space z")
        let text = script.canvas().text
        #expect(text.contains("*101~ ") && text.contains("~ restated   unit"), "\(text)")
        // Under the tabs there is a row for it, too: nothing is said twice.
        script.send(.resized(CanvasSize(columns: 60, rows: 20)))
        let tabbed = script.canvas().text
        #expect(tabbed.ranges(of: "~ restated").count == 1, "\(tabbed)")
    }

    @Test func aRefusalLeavesThePreview() throws {
        var script = PreviewScript.make()
        script.press("3 4 Enter")
        let id = try #require(script.state.desk.running.keys.first)
        script.send(.reply(id, .refused("another operation runs")))
        #expect(script.canvas().text.contains("another operation runs"))
        #expect(script.canvas().text.contains("nothing written yet"))
    }

    @Test func aRowIsLeftOutAndTakenInAgain() {
        var script = PreviewScript.make()
        script.press("j j j Space")
        #expect(script.canvas().text.contains("Type 33 and Enter"))
        #expect(script.canvas().text.contains("left as it is"))
        script.press("3 3 Enter")
        #expect(Self.requests(script).first?.excluded == [80])
        script = PreviewScript.make()
        script.press("j j j Space k Space")
        #expect(script.canvas().text.contains("Type 34 and Enter"))
    }

    @Test func whatStaysHeldRewrittenIsCountedAndTyped() {
        var report = SampleDesk.repair
        (report.counts.rewritten, report.counts.changed) = (1, 35)
        report.outcomes[1].isRewritten = true
        report.outcomes[0].after = nil
        var script = PreviewScript.make(
            PreviewScript.request, .preview(report), columns: 120, rows: 40)
        let text = script.canvas().text
        #expect(text.contains("1 of them rewritten"))
        #expect(text.contains("✗ rewritten: RANGE"))
        #expect(text.contains("Type 35 and Enter to store 34 records and rewrite 1"))
        script.press("j Space")
        #expect(script.canvas().text.contains("Type 34 and Enter to store 34 records:"))
    }

    @Test func whatIsOverriddenIsNamedWithTheRowThatStays() {
        var report = OperationReport()
        (report.counts.stored, report.counts.duplicatesStored) = (2, 1)
        report.counts.changed = 2
        report.outcomes = ([1, 2] as [Int64]).map { number in
            var outcome = RecordOutcome(
                entry: number, fileName: "a.csv", line: 3, field: "mood_score", before: nil,
                after: nil, end: .stored)
            outcome.overridden = [
                Finding(.range, rule: "range", columnName: "mood_score", message: "no")
            ]
            return outcome
        }
        report.outcomes[0].overridden.append(
            Finding(
                .duplicate, rule: "duplicate", message: "its key is that of b.csv:7, which stays"))
        var script = PreviewScript.make(
            OperationRequest(.accept(.entries([1, 2])), actor: "operator", reason: "real"),
            .preview(report), columns: 240, rows: 40)
        let text = script.canvas().text
        #expect(text.contains("1 key stored twice"))
        #expect(
            text.contains(
                "stored over RANGE mood_score, DUPLICATE: its key is that of b.csv:7, which stays"))
        script.press("Space")
        #expect(!script.canvas().text.contains("stored twice"))
    }

    @Test func onlyProblemsAreListedAtWish() {
        var script = PreviewScript.make()
        script.press("o")
        #expect(script.state.activeView.table(script.state)?.count == 3)
        script.press("o")
        #expect(script.state.activeView.table(script.state)?.count == 37)
    }

    @Test func oneRecordNeedsNoCount() {
        var report = OperationReport()
        (report.counts.discarded, report.counts.changed) = (1, 1)
        let request = OperationRequest(.discard(.entries([7])), actor: "operator")
        var script = PreviewScript.make(request, .preview(report))
        #expect(script.canvas().text.contains("Enter: discard 1 record"))
        script.press("Enter")
        #expect(Self.requests(script) == [request])
    }

    @Test func nothingToDoIsSaid() {
        var script = PreviewScript.make(
            OperationRequest(.release(.entries([7])), actor: "operator"),
            .preview(OperationReport()))
        #expect(script.canvas().text.contains("Nothing would be changed"))
        script.press("Enter")
        #expect(Self.requests(script).isEmpty)
    }

    @Test func aRefusedExpressionIsShownWithItsPlaceAndChanged() throws {
        let reason = "there is no field temprature\n  (temprature-32)*5.0/9\n   ^^^^^^^^^^"
        var script = PreviewScript.make(PreviewScript.request, .failed(reason))
        try ScreenSnapshot.check(script.canvas(), "desk-preview-refused-80x24", hasFooter: false)
        let footer = script.canvas().text.split(separator: "\n").last ?? ""
        #expect(!footer.contains("do it") && footer.contains("e change"))
        script.press("e ^U")
        for scalar in "humidity_percent = % -> 1".unicodeScalars {
            script.send(.key(KeyStroke(scalar)))
        }
        script.press("Enter")
        guard case .preview(let request)? = script.question else { return }
        #expect(
            request.operation
                == .repair(
                    .entries(Array(80...116)),
                    [
                        FieldRepair(
                            field: "humidity_percent", change: .conversion(from: "%", to: "1"))
                    ]))
    }

    @Test func anUnknownUnitIsNotAskedFor() {
        var script = PreviewScript.make()
        script.press("e ^U")
        for scalar in "t = degG -> degC".unicodeScalars { script.send(.key(KeyStroke(scalar))) }
        script.press("Enter")
        #expect(script.canvas().text.contains("no unit degG; did you mean"))
    }

    @Test func storedRowsAreHeldAtWishWhenRulesChange() {
        let change = RuleChange(field: "mood_score", minimum: 1, maximum: 5)
        var script = PreviewScript.make(
            OperationRequest(
                .changeRules(dataset: "university", [change], holdsRows: false), actor: "operator"),
            .preview(OperationReport()))
        #expect(script.canvas().text.contains("Enter: change the rules"))
        script.press("H")
        guard case .preview(let request)? = script.question else { return }
        #expect(
            request.operation
                == .changeRules(dataset: "university", [change], holdsRows: true))
    }

    @Test func whatIsStoredAndWhatIsHeldIsSaidApartWhenRulesChange() {
        let change = RuleChange(field: "mood_score", minimum: -3, maximum: 2.5)
        var report = OperationReport()
        (report.counts.stored, report.counts.restored) = (73, 243)
        report.counts.changed = 316
        report.outcomes = [
            RecordOutcome(
                entry: nil, fileName: "a.csv", line: 12, field: "mood_score",
                before: Array("2.7".utf8), after: nil, end: .held)
        ]
        var script = PreviewScript.make(
            OperationRequest(
                .changeRules(dataset: "university", [change], holdsRows: true), actor: "operator"),
            .preview(report), columns: 120, rows: 40)
        let text = script.canvas().text
        #expect(text.contains("to change the rules, store 73 records and hold 243 rows"))
        #expect(text.contains("✓ held"))
        script.press("Space")
        #expect(script.canvas().text.contains("Type 316"), "rules are changed as a whole")
    }

    @Test func whatBecomesOfTheRowsOfAFileIsListed() {
        var report = OperationReport()
        (report.counts.rowsChanged, report.counts.rowsRemoved) = (1, 1)
        (report.counts.superseded, report.counts.changed) = (7, 9)
        report.outcomes = [
            RecordOutcome(
                entry: nil, fileName: "two.csv", line: 5, field: "mood_score",
                before: Array("2".utf8), after: Array("4".utf8), end: .rowChanged),
            RecordOutcome(
                entry: nil, fileName: "one.csv", line: 30, field: "", before: nil, after: nil,
                end: .rowRemoved),
        ]
        var script = PreviewScript.make(
            OperationRequest(.supersede(file: 1, by: 2), actor: "operator"), .preview(report),
            columns: 120, rows: 40)
        let text = script.canvas().text
        #expect(text.contains("7 held no more"))
        #expect(text.contains("~ row changed") && text.contains("- row removed"))
        #expect(text.contains("Type 9 and Enter to replace the file, 9 records and rows"))
        (report.counts.rowsAdded, report.counts.changed) = (30_000, 30_009)
        for (columns, prompt) in [
            (80, "Type 30009 and Enter to replace the file, 30 009 records and rows:"),
            (72, "Type 30009 and Enter to supersede:"), (40, "Type 30009 to supersede:"),
            (32, "Type 30009:"),
        ] {
            script = PreviewScript.make(
                OperationRequest(.supersede(file: 1, by: 2), actor: "operator"), .preview(report),
                columns: columns)
            #expect(script.canvas().text.contains("║ \(prompt)"), "\(columns) columns")
        }
        script = PreviewScript.make(
            OperationRequest(.supersede(file: 1, by: 2), actor: "operator"),
            .preview(OperationReport()))
        #expect(script.canvas().text.contains("Enter: replace the file"))
    }

    @Test func aReadOnlyConsoleOnlyLooks() {
        var script = PreviewScript.make()
        var snapshot = SampleAnswers.station
        snapshot.access = .readOnly
        script.send(.snapshot(snapshot))
        script.press("3 4 Enter")
        #expect(Self.requests(script).isEmpty)
    }
}
