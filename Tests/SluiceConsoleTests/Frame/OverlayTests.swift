import SluiceConsole
import SluiceCore
import Testing

/// What lies over a screen, and what becomes of it when the screen goes.
@Suite struct OverlayTests {
    @Test(arguments: [("/", false), ("?", true)])
    func aPromptGoesWithTheScreenItWasOpenedOverAndHelpStays(key: String, stays: Bool) throws {
        let request = OperationRequest(.discard(.entries(Array(80...116))), actor: "operator")
        var script = DrillScript(
            .operation(OperationView(request: request, scope: "37 marked records")),
            .preview(SampleDesk.repair), columns: 80, rows: 24)
        script.press("3 4 Enter \(key)")
        #expect(script.state.overlay != nil)
        let id = try #require(script.state.desk.running.keys.first)
        script.send(.reply(id, .operated(SampleDesk.repair)))
        #expect(script.state.screens.isEmpty)
        #expect((script.state.overlay != nil) == stays)
    }
}
