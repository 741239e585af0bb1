import SluiceConsole
import SluiceCore
import Testing

@Suite struct QuarantinePaneTests {
    private let slot = ViewSlot.pane(.quarantine)
    private static let many = 5_000

    private func script() -> ConsoleScript {
        var snapshot = SampleStation.busy
        snapshot.heldRecords = Self.many
        var script = ConsoleScript(
            snapshot,
            store: { query in
                guard case .quarantine(let query) = query else { return SampleStore.answer(query) }
                return .quarantine(SampleStore.quarantine(query, held: Self.many))
            })
        script.press("4")
        return script
    }

    @Test func theStoreIsAskedForPagesNearTheCursor() {
        var script = script()
        #expect(script.state.list(slot).selection == .id(5_000))
        script.press("G")
        #expect(script.state.list(slot).position == 4_999)
        #expect(script.state.list(slot).selection == .id(1))
        guard case .quarantine(let query)? = script.state.requests.asked[slot]?.query else {
            Issue.record("nothing asked")
            return
        }
        #expect(query.offset == 4_800 && query.limit <= 1_000)
    }

    @Test func movingWithinAPageAsksNothing() {
        var script = script()
        let before = script.effects.count
        script.press("j j j ^D")
        let asks = script.effects[before...].filter {
            if case .ask(_, .quarantine) = $0 { true } else { false }
        }
        #expect(asks.isEmpty)
    }

    @Test func theCursorStaysOnItsRecordWhenManyOthersCome() {
        var held = Self.many
        var snapshot = SampleStation.busy
        snapshot.heldRecords = held
        var script = ConsoleScript(snapshot, store: { _ in nil })
        func answer(_ script: inout ConsoleScript) {
            guard let asked = script.state.requests.asked[slot],
                case .quarantine(let query) = asked.query, asked.isOpen
            else { return }
            script.send(.answer(asked.id, .quarantine(SampleStore.quarantine(query, held: held))))
        }
        script.press("4")
        answer(&script)
        script.press("j j")
        #expect(script.state.list(slot).selection == .id(4_998))
        held = 9_000
        snapshot.revision += 1
        snapshot.heldRecords = held
        script.send(.tick(SampleStation.now + 1_000_000, .utc))
        script.send(.snapshot(snapshot))
        answer(&script)
        answer(&script)
        #expect(script.state.list(slot).selection == .id(4_998))
        #expect(script.state.list(slot).position == 4_002)
        #expect(script.canvas().text.contains("4998"))
    }

    @Test func theOrderIsTheStores() {
        var script = script()
        script.press("s S")
        guard case .quarantine(let query)? = script.state.requests.asked[slot]?.query else {
            Issue.record("nothing asked")
            return
        }
        #expect(query.sort == .id && query.isDescending)
    }

    @Test func aFailedQuestionIsSaid() {
        let script = ConsoleScript(store: { _ in .failed("the database is locked") })
        #expect(script.canvas().text.contains("✗ the database is locked"))
    }

    @Test func aCellThatTheRecordLacksIsNotSaidToBeGood() {
        let script = ConsoleScript(columns: 200, rows: 60) { query in
            guard case .record(let id) = query else { return SampleStore.answer(query) }
            var detail = SampleStore.record(id)
            detail.fields[9].value = nil
            return .record(detail)
        }
        let row = script.canvas().text.split(separator: "\n").first { $0.contains("(missing)") }
        #expect(row?.contains(#/sleep_hours +\(missing\) +- /#) == true)
    }

    @Test func thePreviewShowsTheBadCellAndTheHint() throws {
        var script = ConsoleScript(columns: 200, rows: 60)
        script.press("4 j j j")
        try ScreenSnapshot.check(script.canvas(), "preview-200x60", hasFooter: false)
    }
}
