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

    @Test func anotherMetricOrRangeOfAFrozenDisplayEndsThereToo() {
        var script = ConsoleScript()
        script.press("3 p m Enter t 2 t")
        let moment = SampleStation.busy.takenMicroseconds
        let ends = script.effects.suffix(4).compactMap { effect -> Int64? in
            switch effect {
            case .ask(_, .locations(_, _, _, let until)): until
            case .ask(_, .location(_, _, _, _, let until)): until
            case .ask(_, .arrivals(let frame)): frame.untilMicroseconds
            default: nil
            }
        }
        #expect(!ends.isEmpty && ends.allSatisfy { $0 == moment })
    }
}
