import SluiceConsole
import SluiceCore
import Testing

/// What lies over a screen whose operation ends meanwhile.
@Suite struct OverlayTests {
    @Test(arguments: ["/", ":"])
    func keysTypedThereReachNothingElseAndTheScreenGoesBehindIt(key: String) throws {
        let request = OperationRequest(.discard(.entries(Array(80...116))), actor: "operator")
        var script = DrillScript(
            .operation(OperationView(request: request, scope: "37 marked records")),
            .preview(SampleDesk.repair), columns: 80, rows: 24)
        script.press("3 4 Enter \(key)")
        #expect(script.state.overlay != nil)
        let id = try #require(script.state.desk.running.keys.first)
        script.send(.reply(id, .operated(SampleDesk.repair)))
        #expect(script.state.overlay != nil)
        #expect(script.state.screens.count == 1)
        let effects = script.effects.count
        script.press("q")
        #expect(script.state.overlay != nil)
        #expect(!script.effects.dropFirst(effects).contains(.quit))
        script.press("Esc")
        #expect(script.state.overlay == nil)
        #expect(script.state.screens.isEmpty)
    }
}
