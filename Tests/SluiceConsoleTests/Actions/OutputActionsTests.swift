import SluiceConsole
import SluiceCore
import Testing

@Suite struct OutputActionsTests {
    @Test func aRowIsCopiedAsItIsShown() throws {
        var script = ConsoleScript()
        script.press("j y")
        guard case .copy(let bytes, _)? = script.effects.last else {
            Issue.record("nothing was copied")
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("sensor_0412.csv\t") && !text.contains("\n"))
    }

    @Test func theFilteredRowsAreExportedWithTheirTitles() throws {
        var script = ConsoleScript()
        script.press(":")
        script.type("filter 0401")
        script.press("Enter x")
        guard case .export(let name, let contents, "1 row")? = script.effects.last else {
            Issue.record("nothing was exported")
            return
        }
        #expect(name == "files-20261123T120433Z.csv")
        let lines = String(decoding: contents, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("state,file,") == true)
    }

    /// The cells of the first row that is exported, by their titles.
    private static func exported(_ script: ConsoleScript) -> [String: String] {
        guard case .export(_, let contents, _)? = script.effects.last else { return [:] }
        let rows = String(decoding: contents, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard rows.count > 1 else { return [:] }
        return Dictionary(zip(rows[0], rows[1])) { first, _ in first }
    }

    @Test func anExportHasDatesAndExactNumbers() {
        var script = ConsoleScript()
        script.press(":")
        script.type("filter 0411")
        script.press("Enter x")
        let cells = Self.exported(script)
        #expect(cells["state"] == "partial" && cells["file"] == "sensor_0411.csv")
        #expect(cells["arrived"]?.hasPrefix("2026-11-23T12:") == true)
        #expect(cells["rows"] == "1000" && cells["bad"] == "21")
        #expect(cells["size"].flatMap { Int($0) } != nil)
        script.press("3 x")
        let location = Self.exported(script)
        #expect(location["loc"] == "101" && location["age"]?.hasPrefix("2026-11-23T") == true)
        guard case .export(let name, _, _)? = script.effects.last else { return }
        #expect(name.hasPrefix("locations-temperature-celsius-c-24-h-"))
        // Charts have no column.
        #expect(location.count == 8)
        #expect(location["avg"] == "23.9")
    }

    @Test func theJournalIsExportedWithItsMoments() {
        var script = DrillScript(.journal, .journal(SampleDesk.journal))
        script.press("x")
        guard case .export(let name, let contents, _)? = script.effects.last else {
            Issue.record("nothing was exported")
            return
        }
        #expect(name.hasPrefix("journal-"))
        let row = String(decoding: contents, as: UTF8.self).split(separator: "\n").dropFirst().first
        #expect(row?.hasPrefix("57,2026-11-23T12:04:33.000Z,repair,34,ada,") == true)
    }

    @Test func bytesThatAreNotUTF8AreSpelledInAnExport() {
        let value = ColumnValue.bytes([0x31, 0xFF, 0xFE])
        #expect(value == .text("1<FF><FE>"))
    }

    @Test func nothingIsCopiedFromAnEmptyList() {
        var script = ConsoleScript(SampleStation.empty)
        script.press("y x")
        #expect(!script.effects.contains { if case .copy = $0 { true } else { false } })
    }

    @Test func allThatIsMarkedIsCopiedAsFarAsItIsAtHand() {
        var script = ConsoleScript()
        script.press("a y")
        guard case .copy(let bytes, _)? = script.effects.last else {
            Issue.record("nothing was copied")
            return
        }
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").count
        #expect(rows == SampleStation.busy.files.count)
    }

    @Test func aListOfManyPagesIsCopiedInPartAndSaysSo() {
        let rows = (0..<500).map { SampleAnswers.row(10_000 - $0, line: 31, kind: 0) }
        let page = QuarantinePage(offset: 0, rows: rows, matches: 10_000, anchor: nil)
        var script = ConsoleScript { query in
            if case .quarantine = query { return .quarantine(page) }
            return SampleStore.answer(query)
        }
        script.press("4 a y")
        guard case .copy(let bytes, let what)? = script.effects.last else {
            Issue.record("nothing was copied")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self).split(separator: "\n").count == 500)
        #expect(what.string == "500 of 10 000 rows, those at hand,")
    }
}
