import SluiceConsole
import SluiceCore
import Testing

@Suite struct StationActionsTests {
    private func commands(_ script: ConsoleScript) -> [StationCommand] {
        script.effects.compactMap { if case .command(_, let command) = $0 { command } else { nil } }
    }

    @Test func allThatFiresIsAcknowledgedOrTheChosenAlert() {
        var script = ConsoleScript(SampleStation.failing(.degraded))
        script.press("A")
        #expect(commands(script) == [.acknowledge(alert: 9), .acknowledge(alert: 3)])
        script.press("6 j A")
        #expect(commands(script).last == .acknowledge(alert: 3))
        #expect(commands(script).count == 3)
    }

    @Test func theAlertThatIsOpenOrTheMarkedOnesAreMeant() {
        var script = ConsoleScript(SampleStation.failing(.degraded))
        script.press("6 j Enter A")
        #expect(commands(script) == [.acknowledge(alert: 3)])
        script.press("Esc g Space Space A")
        #expect(commands(script).dropFirst() == [.acknowledge(alert: 9), .acknowledge(alert: 3)])
    }

    @Test func anAlertThatFiresNoLongerIsLeftAlone() {
        var script = ConsoleScript(SampleStation.failing(.degraded))
        script.press("6 G A")
        #expect(commands(script).isEmpty)
        #expect(script.canvas().text.contains("it was seen already, or fires no longer"))
    }

    @Test func anAlertOfTheHeaderIsAcknowledgedWhileTheDisplayIsFrozen() {
        var script = ConsoleScript(SampleStation.empty)
        script.press("p A")
        #expect(commands(script).isEmpty)
        script.send(.snapshot(SampleStation.failing(.degraded)))
        script.press("A")
        #expect(commands(script) == [.acknowledge(alert: 9), .acknowledge(alert: 3)])
    }

    @Test func freezingKeepsThePictureAndCountsWhatIsNew() {
        var script = ConsoleScript()
        script.press("p")
        var later = SampleStation.busy
        later.knownFiles += 3
        later.heldRecords = 500
        script.send(.snapshot(later))
        let text = script.canvas().text
        #expect(text.contains("FROZEN") && text.contains("+3 files") && text.contains("[Q 118]"))
        script.press("p")
        #expect(script.canvas().text.contains("[Q 500]"))
    }
}
