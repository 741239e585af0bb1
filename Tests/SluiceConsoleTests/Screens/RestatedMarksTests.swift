import SluiceConsole
import SluiceCore
import Testing

/// What an operation restated, in the locations and in the chart of one of them.
@Suite struct RestatedMarksTests {
    private static let now = PartialTable.hour(ofMilliseconds: SampleStation.now / 1_000)

    /// The locations after an operation that restated an hour of all of them, so many before now.
    private static func locations(
        _ before: Int64, columns: Int = 80, rows: Int = 24
    ) throws -> DrillScript {
        var script = DrillScript(
            .record(1), .missing, columns: columns, rows: rows)
        script.press("Esc 3")
        var hours = HourSpans()
        hours.insert(now - before)
        var snapshot = script.state.snapshot
        snapshot.restatement = Restatement(batch: 57)
        for location in ["101", "103", "104"] {
            snapshot.restatement?.add(hours, of: "temperature_celsius", at: location)
        }
        script.send(.snapshot(snapshot))
        guard case .locations(let metric, let range, let buckets, _)? = script.question else {
            Issue.record("no locations were asked for")
            return script
        }
        script.answer(.locations(SampleStore.locations(metric, range, buckets)))
        return script
    }

    /// The chart of the first of them.
    private static func chart(
        _ before: Int64, columns: Int = 80, rows: Int = 24
    ) throws -> DrillScript {
        var script = try locations(before, columns: columns, rows: rows)
        script.press("g Enter")
        var detail = SampleAnswers.location
        detail.location = "101"
        script.answer(.location(detail))
        return script
    }

    private static func line(_ script: DrillScript, _ part: String) -> String? {
        script.canvas().text.split(separator: "\n").map(String.init).first { $0.contains(part) }
    }

    @Test func aLocationIsMarkedOnlyWhereTheRangeHasARestatedHour() throws {
        let shown = try Self.locations(3, columns: 120, rows: 40).canvas().text
        #expect(shown.contains(" 101~ ") && shown.contains("~ restated"))
        let other = try Self.locations(300, columns: 120, rows: 40).canvas().text
        #expect(other.contains(" 101 ") && !other.contains("~"), "\(other)")
    }

    @Test(arguments: [(200, 60), (120, 40), (80, 24), (40, 12)])
    func theNamesOfLocationsStandBelowTheirTitle(columns: Int, rows: Int) throws {
        let shown = try Self.locations(3, columns: columns, rows: rows).canvas().text
        let lines = shown.split(separator: "\n").map(Array.init)
        func column(_ word: String) -> Int? {
            lines.lazy.compactMap { line in
                line.indices.first { line[$0...].starts(with: word) && line[$0 - 1] != "~" }
            }.first
        }
        let title = try #require(column("loc "))
        for name in ["101~", "102 ", "103~", "104~"] { #expect(column(name) == title, "\(shown)") }
    }

    @Test func aLongNameThatIsCutKeepsItsMark() throws {
        var script = try Self.locations(3)
        guard case .locations(var page)? = script.state.requests.answers[.pane(.locations)] else {
            return
        }
        page.rows[0].location = "Auditorium"
        var snapshot = script.state.snapshot
        var hours = HourSpans()
        hours.insert(Self.now - 3)
        snapshot.restatement?.add(hours, of: "temperature_celsius", at: "Auditorium")
        snapshot.revision += 1
        script.send(.tick(script.state.nowMicroseconds + 1_000_000, .utc))
        script.send(.snapshot(snapshot))
        script.answer(.locations(page))
        #expect(script.canvas().text.contains(">Au…m~ "), "\(script.canvas().text)")
    }

    @Test func theColumnsOfRestatedBucketsAreMarkedBelowTheChart() throws {
        var script = try Self.chart(3)
        let marks = try #require(Self.line(script, "restated~") ?? Self.line(script, "restated "))
        // An hour has parts of seven buckets, two in a column.
        #expect((3...5).contains(marks.count { $0 == "~" }), "\(marks)")
        #expect(marks.contains("~~~") && marks.hasPrefix("║ restated"), "\(marks)")
        #expect(Self.line(script, "▲ cursor")?.contains("restated") == false)
        for _ in 0..<13 { script.press("h") }
        let readout = try #require(Self.line(script, "▲ cursor"))
        #expect(readout.contains("09:44:33 UTC") && readout.contains("~ restated"), "\(readout)")
        #expect(script.canvas(.ascii).text.contains("~~~"))
    }

    @Test(arguments: [(80, 24), (40, 12)])
    func theChartLooksAsRecorded(columns: Int, rows: Int) throws {
        var script = try Self.chart(3, columns: columns, rows: rows)
        for _ in 0..<13 { script.press("h") }
        try ScreenSnapshot.check(
            script.canvas(), "location-restated-\(columns)x\(rows)", hasFooter: true)
    }

    @Test func aChartWithoutARestatedHourIsAsItWas() throws {
        #expect(try !Self.chart(300).canvas().text.contains("restated"))
        #expect(try !Self.chart(-2).canvas().text.contains("restated"))
    }

    @Test func aSmallChartMarksTheReadout() throws {
        var script = try Self.chart(3, columns: 40, rows: 12)
        #expect(script.canvas().text.contains("▲ avg"), "\(script.canvas().text)")
        for _ in 0..<13 { script.press("h") }
        #expect(script.canvas().text.contains("▲ ~ avg"), "\(script.canvas().text)")
    }

    @Test func theHelpOfTheChartTellsTheSign() throws {
        var script = try Self.chart(3, columns: 120, rows: 40)
        script.press("?")
        let signs = HelpSection.signs(script.state).lines.map(\.text)
        #expect(signs.contains("restated by an operation"))
    }
}
