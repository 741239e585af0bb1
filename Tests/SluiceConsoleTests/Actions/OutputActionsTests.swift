import SluiceConsole
import SluiceCore
import Testing

@Suite struct OutputActionsTests {
    @Test func aRowIsCopiedAsItIsShown() throws {
        var script = ConsoleScript()
        script.press("j y")
        guard case .copy(let bytes)? = script.effects.last else {
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
        guard case .export(let name, let contents)? = script.effects.last else {
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
}
