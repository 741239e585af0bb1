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
