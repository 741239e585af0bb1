import SluiceConsole
import SluiceCore
import Testing

/// The record editor: what keys change, what is checked, what is saved.
@Suite struct EditScreenTests {
    private static func script(
        _ line: String = SampleDesk.line, dataset: Dataset = .university, columns: Int = 80,
        rows: Int = 24
    ) -> DrillScript {
        DrillScript(
            .edit(EditView(entry: 118)), .record(SampleDesk.record(line, dataset: dataset)),
            columns: columns, rows: rows)
    }

    private static func view(_ script: DrillScript) -> EditView? {
        guard case .edit(let view)? = script.state.screens.last else { return nil }
        return view
    }

    private static func text(_ script: DrillScript) -> String? {
        view(script)?.draft.map { String(decoding: $0.raw, as: UTF8.self) }
    }

    @Test(arguments: [(200, 60), (120, 40), (80, 24), (40, 12)])
    func itLooksAsRecorded(columns: Int, rows: Int) throws {
        var script = Self.script(columns: columns, rows: rows)
        script.press("^U 1 6 . 3")
        try ScreenSnapshot.check(
            script.canvas(), "desk-edit-\(columns)x\(rows)", hasFooter: false)
    }

    @Test func aTimestampIsReadAndTypedWholeAtEightyColumns() {
        var script = Self.script()
        script.press("S-Tab S-Tab")
        let row = script.canvas().text.split(separator: "\n").first { $0.contains("timestamp") }
        #expect(row?.contains("2024-05-01 08:00:00 2024-05-01 08:00:00") == true, "\(row ?? "")")
    }

    @Test func ofACellThatIsMissingNothingIsSaid() {
        let cut = SampleDesk.line.split(separator: ",").dropLast(2).joined(separator: ",")
        let rows = Self.script(cut).canvas().text.split(separator: "\n")
        let missing = rows.filter { $0.contains("(missing)") }
        #expect(missing.count == 2)
        #expect(missing.allSatisfy { !$0.contains(" ok") })
    }

    @Test func theBytesAreShownInHexToo() throws {
        var script = Self.script(columns: 120, rows: 40)
        script.press("^X")
        try ScreenSnapshot.check(script.canvas(), "desk-edit-hex-120x40", hasFooter: false)
    }

    @Test func itBeginsAtTheBadFieldAndOnlyItsBytesChange() {
        var script = Self.script()
        script.press("^U 1 6 . 3")
        #expect(Self.text(script) == SampleDesk.line.replacing("61.4", with: "16.3"))
        let screen = script.canvas().text
        #expect(screen.contains("ok  was: RANGE"))
        #expect(screen.contains("1 field changed · ✗ 1 still invalid: crowd_density"))
    }

    @Test func theFirstKeyThatHealsARecordStaysInItsField() {
        let line = SampleDesk.line.replacing("61.4", with: "16.3C")
            .replacing("forty", with: "40")
        var script = Self.script(line)
        script.press("Backspace 5")
        #expect(Self.view(script)?.place == .cell(2))
        #expect(Self.text(script) == line.replacing("16.3C", with: "16.35"))
        script.press("^U 7 0 ^R 9")
        #expect(Self.text(script) == line.replacing("16.3C", with: "16.3C9"))
        // One cell too many: the raw line is where it stays.
        script = Self.script(line.replacing("16.3C", with: "16.3") + ",")
        script.press("Backspace 1")
        #expect(Self.view(script)?.place == .raw)
        #expect(Self.text(script) == line.replacing("16.3C", with: "16.3") + "1")
    }

    @Test func theCursorGoesRoundAllFieldsAndTheRawLine() {
        var script = Self.script()
        script.press("S-Tab S-Tab S-Tab")
        #expect(Self.view(script)?.place == .raw)
        script.press("Tab")
        #expect(Self.view(script)?.place == .cell(0))
        script.press("Enter Down Up Tab")
        #expect(Self.view(script)?.place == .cell(2))
    }

    @Test func aValidRecordIsSavedAndLeavesTheEditor() throws {
        var script = Self.script()
        script.press("^U 1 6 . 3 Tab Tab Tab Tab Tab ^U 4 0")
        #expect(script.canvas().text.contains("2 fields changed · ✓ valid"))
        script.press("^S")
        let id = try #require(Self.command(script))
        #expect(script.canvas().text.contains("being saved"))
        script.press("9 Tab ^S")
        var report = OperationReport()
        report.batch = 57
        (report.counts.stored, report.counts.changed) = (1, 1)
        script.send(.reply(id, .operated(report)))
        #expect(script.state.screens.isEmpty)
        #expect(script.state.notice?.text.string == "edit: 1 stored · u takes it back")
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 14)])
    func bothLinesHaveTheChangeInTheSameColumn(columns: Int, rows: Int) throws {
        for field in 2...8 {
            for text in ["", "1", "1 2 3 4 5 6"] {
                var script = Self.script(columns: columns, rows: rows)
                // Two changes before it, which shift what lies behind them.
                script.press("S-Tab ^U 1 Tab Tab ^U 1 2 3 4 5")
                for _ in 0..<field { script.press("Tab") }
                script.press("^U \(text)")
                let cells = try #require(Self.text(script)).split(
                    separator: ",", omittingEmptySubsequences: false)
                // What stands before the cell that is typed into.
                let before = cells[2 + field].suffix(3) + ","
                let screen = script.canvas().text.split(separator: "\n")
                let title = try #require(screen.firstIndex { $0.contains("┌─ Raw line") })
                let places = screen[title + 1...title + 2].map { line in
                    line.firstRange(of: before).map { line[..<$0.upperBound].count }
                }
                #expect(places[0] != nil && places[0] == places[1], "\(field) \(text)")
                let marks = screen[title + 3]
                #expect(marks.dropFirst(places[0] ?? 0).first == "^", "\(field) \(text)")
            }
        }
    }

    @Test(arguments: [80, 120, 200])
    func linesThatGoOnBehindTheRightEdgeSaySo(columns: Int) throws {
        for rest in ["", String(repeating: "x", count: 300), String(repeating: "温", count: 300)] {
            var script = Self.script(SampleDesk.line + rest, columns: columns, rows: 24)
            for keys in ["", "^U 1 6 . 3 5 6 7"] {
                script.press(keys)
                let screen = script.canvas().text.split(separator: "\n")
                let title = try #require(screen.firstIndex { $0.contains("┌─ Raw line") })
                for line in screen[title + 1...title + 2] {
                    let goesOn = !rest.isEmpty || columns == 80
                    #expect(line.hasSuffix(goesOn ? "… │" : " │"), "\(line)")
                    #expect(goesOn || !line.contains("…"), "\(line)")
                }
            }
        }
    }

    @Test func aChangeAtTheRightEdgeIsNamedBeforeIt() {
        var script = Self.script()
        script.press("S-Tab S-Tab S-Tab S-Tab ^U 1")
        #expect(script.canvas().text.contains("changed ^"))
    }

    @Test func aRecordThatAnotherHasDecidedAboutIsLeftWithTheReason() throws {
        var script = Self.script()
        script.press("^U 1 6 . 3 Tab Tab Tab Tab Tab ^U 4 0 ^S")
        let id = try #require(Self.command(script))
        var report = OperationReport()
        report.counts.skipped = 1
        report.outcomes = [
            RecordOutcome(
                entry: 118, fileName: "", line: 31, field: "", before: nil, after: nil,
                end: .skipped("it is discarded"))
        ]
        script.send(.reply(id, .operated(report)))
        #expect(script.state.notice?.text.string == "edit: left as it is: it is discarded")
    }

    @Test func savingWhatIsStillInvalidIsAskedAbout() {
        var script = Self.script()
        script.press("^U 1 ^S")
        #expect(script.state.overlay != nil && Self.command(script) == nil)
        script.press("Esc")
        #expect(Self.view(script)?.running == nil)
        script.press("^S y")
        #expect(Self.command(script) != nil)
    }

    @Test func aRefusalKeepsTheEditorWithWhatWasTyped() throws {
        var script = Self.script()
        script.press("^U 1 A-Enter y")
        let id = try #require(Self.command(script))
        script.send(.reply(id, .refused("the record is not held any more")))
        #expect(script.canvas().text.contains("the record is not held any more"))
        #expect(Self.view(script)?.running == nil)
        #expect(Self.view(script)?.draft != nil)
    }

    @Test func whatIsSavedUnderAnotherScreenLeavesTheEditorAndTheSettledRecord() throws {
        for (end, rest) in [
            (RecordOutcome.End.stillInvalid([]), [Screen.record(118)]), (.stored, []),
        ] {
            var script = DrillScript(.record(118), .record(SampleDesk.record()))
            script.press("e")
            script.answer(.record(SampleDesk.record()))
            script.press("^U 1 ^S y J")
            script.answer(.journal(SampleDesk.journal))
            var report = OperationReport()
            report.outcomes = [
                RecordOutcome(
                    entry: 118, fileName: "", line: 31, field: "", before: nil, after: nil,
                    end: end)
            ]
            script.send(.reply(try #require(Self.command(script)), .operated(report)))
            #expect(script.state.screens == rest + [.journal])
            #expect(script.canvas().text.contains("sensor 3 counts"), "its answer came down too")
            script.press("Esc")
            #expect(script.state.screens == rest)
        }
    }

    @Test func escapeAsksOnlyWhenSomethingWasChanged() {
        var script = Self.script()
        script.press("Tab ^A ^E Esc")
        #expect(script.state.screens.isEmpty)
        script = Self.script()
        script.press("1 Esc")
        #expect(script.state.screens.count == 1)
        script.press("Esc")
        #expect(script.state.screens.count == 1, "Esc keeps the editor")
        script.press("Esc y")
        #expect(script.state.screens.isEmpty)
    }

    @Test func aFieldIsRevertedToTheBytesItHad() {
        var script = Self.script(SampleDesk.line.replacing("104", with: "\"1\"\"04\""))
        script.press("Tab S-Tab S-Tab ^U 7 7")
        #expect(Self.text(script)?.contains(",\"77\",") == true, "quotes stay")
        script.press("^R")
        #expect(Self.text(script)?.contains(",\"1\"\"04\",") == true)
    }

    @Test func whereNothingIsToBeRevertedTheKeySaysSo() {
        var script = Self.script()
        script.press("^R")
        #expect(script.state.notice?.text == "the field is as it is held")
        script.press("9 ^R")
        #expect(script.state.notice == nil && Self.text(script) == SampleDesk.line)
    }

    @Test func textThatNeedsQuotesGetsThem() {
        var script = Self.script()
        script.press("S-Tab ^U")
        for key in ["a", ",", "\""] { script.send(.key(KeyStroke(Unicode.Scalar(key)!))) }
        #expect(Self.text(script)?.contains(",\"a,\"\"\",61.4,") == true)
    }

    @Test func pastedTextIsTakenAndControlBytesAreRefused() {
        var script = Self.script()
        script.press("^U")
        script.send(.paste(Array("16.3\n".utf8)))
        #expect(Self.text(script)?.contains(",104,16.3,62") == true)
        script.send(.paste(Array("1\u{1B}[2J".utf8)))
        #expect(Self.text(script)?.contains(",104,16.3,62") == true)
        #expect(script.state.notice?.text.string.contains("control characters") == true)
    }

    @Test func nothingIsPastedOutsideOfFields() {
        var script = DrillScript(.record(118), .record(SampleDesk.record()))
        script.send(.paste(Array("q".utf8)))
        #expect(!script.effects.contains(.quit))
        #expect(script.canvas().text.contains("text can be pasted into input fields only"))
    }

    @Test func keysOfCommandsAreTextHere() {
        var script = Self.script()
        script.press("S-Tab ^U q : ? /")
        #expect(Self.text(script)?.contains(",q:?/,61.4") == true)
        #expect(script.state.overlay == nil && !script.effects.contains(.quit))
        script.press("F1")
        #expect(script.canvas().text.contains("next field"))
    }

    @Test func theStoreIsAskedForTheKeyOnceTheRecordIsValid() throws {
        let line = SampleDesk.line.replacing("forty", with: "40")
        var script = Self.script(line, dataset: SampleDesk.keyed)
        #expect(script.state.requests.asked[.aside(0)] == nil)
        script.press("^U 1 6")
        let asked = try #require(script.state.requests.asked[.aside(0)])
        guard case .preview(let request) = asked.query, case .edit(118, _) = request.operation
        else {
            Issue.record("\(asked.query)")
            return
        }
        #expect(script.canvas().text.contains("duplicate key: …"))
        #expect(!script.canvas().text.contains("✓ valid"))
        script.press("^S")
        #expect(script.state.overlay == nil, "it is not known yet what would become of it")
        var report = OperationReport()
        report.outcomes = [
            RecordOutcome(
                entry: 118, fileName: "", line: 31, field: "", before: nil, after: nil,
                end: .duplicate(row: 4_711, place: "dup.csv:3"))
        ]
        script.send(.answer(asked.id, .preview(report)))
        let text = script.canvas().text
        #expect(text.contains("✗ duplicate key: YES, of dup.csv:3") && !text.contains("✓ valid"))
        script.press("^S")
        #expect(script.canvas().text.contains("Its key is that of dup.csv:3."))
        #expect(script.state.overlay != nil)
    }

    @Test func tooManyFieldsAreMendedInTheRawLine() {
        var script = Self.script(
            SampleDesk.line.replacing("61.4", with: "16").replacing("forty", with: "4") + ",9")
        #expect(Self.view(script)?.place == nil && script.canvas().text.contains("FIELDS"))
        script.press("S-Tab Tab ^E")
        script.press("S-Tab Tab Backspace Backspace")
        #expect(script.canvas().text.contains("✓ valid"))
    }

    @Test func aMissingFieldComesIntoBeing() {
        var script = Self.script(
            String(
                SampleDesk.line.replacing("61.4", with: "16").replacing("forty", with: "4")
                    .dropLast(2)))
        script.press("S-Tab 1")
        #expect(Self.text(script)?.hasSuffix(",2.3,1") == true)
        #expect(script.canvas().text.contains("✓ valid"))
    }

    @Test func bytesThatAreNotAllKeptAreNotEdited() {
        var detail = SampleDesk.record()
        detail.rawSize = 900_000
        var script = DrillScript(.edit(EditView(entry: 118)), .record(detail))
        #expect(script.canvas().text.contains("are kept"))
        script.press("x Esc")
        #expect(script.state.screens.isEmpty)
    }

    @Test func hostileBytesAreVisibleAndSurvive() {
        let line = SampleDesk.line.replacing("104", with: "1\u{1B}[31m\u{202E}4")
        var script = Self.script(line)
        for scalar in script.canvas().text.unicodeScalars where scalar != "\n" {
            #expect(scalar.properties.generalCategory != .control)
            #expect(scalar.properties.generalCategory != .format)
        }
        script.press("^U 9")
        #expect(Self.text(script) == line.replacing("61.4", with: "9"))
    }

    @Test func bytesThatAreNoTextStayWhereNothingElseIsTyped() {
        let parts = SampleDesk.line.split(separator: "104").map { Array($0.utf8) }
        let hostile: [UInt8] = [0x31, 0xFF, 0xC3, 0x34, 0xE9]
        let held = parts[0] + hostile + parts[1]
        var script = DrillScript(
            .edit(EditView(entry: 118)), .record(SampleDesk.record(bytes: held)))
        func cell() -> [UInt8]? { Self.view(script)?.draft?.cells[1].value }
        while Self.view(script)?.place != .cell(1) { script.press("Tab") }
        script.press("x")
        #expect(cell() == hostile + [0x78])
        #expect(script.canvas().text.contains("1<FF><C3>4<E9>x"))
        script.press("Left Backspace")
        #expect(cell() == [0x31, 0xFF, 0xC3, 0x34, 0x78], "a byte is deleted like a character")
        script.press("Home Right Del ^E")
        #expect(cell() == [0x31, 0xC3, 0x34, 0x78])
        script.press("^X")
        #expect(script.canvas().text.contains("31 c3 34 78"))
        // In the raw line too.
        script.press("^R")
        while Self.view(script)?.place != .raw { script.press("Tab") }
        script.press("9")
        #expect(Self.view(script)?.draft?.raw == held + [0x39])
    }

    @Test func theOtherSpellingOfACharacterIsAChange() {
        var script = Self.script(SampleDesk.line.replacing("104", with: "caf\u{E9}"))
        while Self.view(script)?.place != .cell(1) { script.press("Tab") }
        script.press("Backspace")
        script.send(.paste(Array("e\u{301}".utf8)))
        #expect(Self.view(script)?.draft?.cells[1].value == Array("cafe\u{301}".utf8))
    }

    @Test func eachChangedCellIsMarkedInTheRawLine() {
        var script = Self.script(columns: 120, rows: 40)
        script.press("^U 1 6 . 3 Tab Tab Tab Tab Tab ^U 4 0")
        let rows = script.canvas().text.split(separator: "\n").map(String.init)
        let marks = rows.first { $0.contains("^") && $0.contains("changed") }
        let line = rows.last { $0.contains("104,16.3,") }
        #expect(marks?.split(separator: " ").filter { $0.contains("^") } == ["^^^^", "^^"])
        for (text, mark) in [(",16.3", " ^^^^ "), (",40,23", " ^^ ")] {
            #expect(
                line?.firstRange(of: text)?.lowerBound.utf16Offset(in: line ?? "")
                    == marks?.firstRange(of: mark)?.lowerBound.utf16Offset(in: marks ?? ""))
        }
    }

    private static func command(_ script: DrillScript) -> RequestID? {
        for effect in script.effects {
            if case .command(let id, .operate(let request)) = effect,
                case .edit = request.operation
            {
                return id
            }
        }
        return nil
    }
}
