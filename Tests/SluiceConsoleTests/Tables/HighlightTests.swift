import SluiceConsole
import SluiceCore
import Testing

@Suite struct HighlightTests {
    /// What is marked on the screen, row by row, from left to right.
    private func marked(_ canvas: Canvas) -> [String] {
        (0..<canvas.size.rows).compactMap { row in
            let cells = (0..<canvas.size.columns).map { canvas[$0, row] }
            let text = cells.filter { $0.attributes.contains(.match) }.map(\.text).joined()
            return text.isEmpty ? nil : text
        }
    }

    private func filtered(_ text: String, pane: String = "1") -> ConsoleScript {
        var script = ConsoleScript()
        script.press("\(pane) z /")
        script.type(text)
        script.press("Enter")
        return script
    }

    @Test func whatAFilterFindsIsMarkedWhateverItsLetterCase() {
        let found = marked(filtered("file:SENSOR").canvas())
        #expect(!found.isEmpty && found.allSatisfy { $0.lowercased() == "sensor" })
    }

    @Test func aNumberThatWasComparedIsMarkedAsAWhole() throws {
        let found = marked(filtered("bad:>0").canvas())
        #expect(!found.isEmpty && found.allSatisfy { Double($0) ?? 0 > 0 })
    }

    @Test func whatAFilterExcludesIsNotMarked() {
        #expect(marked(filtered("!stored").canvas()).isEmpty)
    }

    @Test func whatTheStoreFilteredIsMarkedToo() {
        let found = marked(filtered("reason:range", pane: "4").canvas())
        #expect(!found.isEmpty && found.allSatisfy { $0.lowercased() == "range" })
    }
}
