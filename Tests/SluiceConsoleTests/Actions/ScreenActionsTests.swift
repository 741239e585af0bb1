import SluiceConsole
import SluiceCore
import Testing

@Suite struct ScreenActionsTests {
    @Test func theMouseSaysWhoHasIt() {
        var script = ConsoleScript()
        script.press("M")
        #expect(script.state.isMouseOn)
        #expect(script.canvas().text.contains("the mouse is on"))
        script.press("M")
        #expect(!script.state.isMouseOn)
        #expect(script.canvas().text.contains("the mouse is off"))
    }
}
