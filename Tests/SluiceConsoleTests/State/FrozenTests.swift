import SluiceConsole
import SluiceCore
import Testing

@Suite struct FrozenTests {
    private func pages(_ script: ConsoleScript) -> [QuarantineQuery] {
        script.effects.compactMap { effect in
            guard case .ask(_, .quarantine(let query)) = effect else { return nil }
            return query
        }
    }

    @Test func pagesOfAFrozenDisplayEndWhereItWasFrozen() {
        var script = ConsoleScript()
        script.press("4 p G")
        #expect(pages(script).first?.until == nil)
        #expect(pages(script).last?.until == SampleStation.busy.takenMicroseconds)
        script.press("p")
        #expect(pages(script).last?.until == nil)
    }
}
