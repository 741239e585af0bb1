import SluiceConsole
import SluiceCore
import Testing

/// Operations that take long: how far they are, and how they are ended.
@Suite struct CancelActionsTests {
    private static func cancelled(_ effects: [Effect]) -> [Int64] {
        effects.compactMap { effect in
            if case .command(_, .cancel(let ticket)) = effect { ticket } else { nil }
        }
    }

    /// A picture in which an operation is under way.
    private static func picture(_ ticket: Int64, actor: String = "operator") -> StationSnapshot {
        var picture = SampleAnswers.station
        picture.operation = OperationProgress(
            ticket: ticket, actor: actor, action: "undo", done: 34_000, total: 100_000)
        return picture
    }

    private static func ticket(_ state: ConsoleState) -> Int64? {
        state.desk.running.values.first?.request.ticket
    }

    @Test func aLongUndoIsSeenAndEnded() throws {
        // An edit is done without a preview; whatever takes long is seen all the same.
        var script = DrillScript(
            .edit(EditView(entry: 118)),
            .record(SampleDesk.record(SampleDesk.line, dataset: .university)))
        script.press("^U 1 6 . 3 Tab Tab Tab Tab Tab ^U 4 0 ^S")
        let ticket = try #require(Self.ticket(script.state))
        script.press("Esc")
        #expect(Self.cancelled(script.effects).isEmpty, "what ends at once is not worth ending")
        script.send(.snapshot(Self.picture(ticket)))
        #expect(script.canvas().text.contains("▶ undo 34 %"))
        script.press("Esc Esc")
        #expect(Self.cancelled(script.effects) == [ticket], "it is ended once")
        let id = try #require(script.state.desk.running.keys.first)
        script.send(.reply(id, .cancelled))
        #expect(script.state.notice?.text.string.contains("nothing was changed") == true)
        #expect(script.state.desk.running.isEmpty)
    }

    @Test func othersOperationsAreShownAndNotEnded() {
        var script = ConsoleScript(Self.picture(99, actor: "anna"))
        #expect(script.canvas().text.contains("▶ undo 34 %"))
        script.press("^C Esc")
        #expect(Self.cancelled(script.effects).isEmpty)
    }

    @Test func aConfirmedPreviewIsEndedFromTheStart() throws {
        var script = DrillScript(
            .operation(
                OperationView(
                    request: OperationRequest(.release(.entries([1, 2])), actor: "op"),
                    scope: "2 records")), .preview(SampleDesk.repair))
        script.press("3 4 Enter")
        let ticket = try #require(Self.ticket(script.state))
        #expect(script.canvas().text.contains("Esc takes it back"))
        script.press("^C")
        #expect(Self.cancelled(script.effects) == [ticket])
        #expect(script.canvas().text.contains("being taken back"))
        let id = try #require(script.state.desk.running.keys.first)
        script.send(.reply(id, .cancelled))
        #expect(script.canvas().text.contains("nothing written yet"), "the preview stays")
    }
}
