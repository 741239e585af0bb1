import SluiceConsole
import SluiceCore
import Testing

@Suite struct FooterBarTests {
    private func lastRow(_ notice: SafeText, _ columns: Int, keys: String = "") -> String {
        var script = ConsoleScript(columns: columns, rows: 24)
        script.press(keys)
        var state = script.state
        state.say(notice, role: .levelInfo)
        return Console.render(state, medium: .unicode).text.split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .filter { !$0.isEmpty }.last.map(String.init) ?? ""
    }

    @Test func helpStaysBesideANotice() {
        let row = lastRow("copied", 80)
        #expect(row.hasPrefix(" copied  "))
        #expect(row.hasSuffix("? help"))
        #expect(lastRow("copied", 80, keys: "z").hasSuffix("Esc back  ? help"))
    }

    @Test func hintsBesideANoticeCanBeClicked() {
        var script = ConsoleScript(columns: 80, rows: 24)
        script.press("z")
        var state = script.state
        state.say("copied", role: .levelInfo)
        let footer = FooterBar(state: state)
        #expect(footer.hint(at: 77, width: 80)?.key == KeyStroke("?"))
        #expect(footer.hint(at: 64, width: 80)?.key == KeyStroke("Esc"))
        #expect(footer.hint(at: 3, width: 80) == nil)
    }

    @Test func aNoticeIsNeverCutForHelp() {
        let long = Sanitiser.safe(String(repeating: "long ", count: 14) + "words")
        #expect(lastRow(long, 80) == " " + long.string)
        #expect(lastRow(long, 86).hasSuffix("words  ? help"))
        #expect(lastRow(long, 85).hasSuffix("words"))
    }
}
