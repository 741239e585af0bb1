internal import SluiceCore

/// A held record being edited: the original beside the new, every key re-checked, its bytes before and after below.
struct EditScreen: ScreenView {
    /// What has been done so far.
    let view: EditView
    let isList = false

    func crumb(_ state: ConsoleState) -> SafeText {
        "edit \(view.entry)\(EditSession(state)?.isChanged == true ? " *" : "" as SafeText)"
    }

    func query(_ state: ConsoleState) -> StationQuery? { .record(view.entry) }

    /// Whether the key of the record is stored already, asked once it breaks no other rule.
    func asideQuery(_ state: ConsoleState) -> StationQuery? {
        guard view.running == nil, let session = EditSession(state), session.needsStore else {
            return nil
        }
        return .preview(state.request(.edit(entry: view.entry, raw: session.draft.raw)))
    }

    func takes(_ key: KeyStroke, _ state: ConsoleState) -> Bool {
        guard view.running == nil, EditSession(state) != nil else { return false }
        var line = InputLine()
        return line.press(key)
    }

    func type(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        EditActions.change(&state) { $0.press(key) }
    }

    func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        guard view.running == nil else { return [] }
        var refusal: SafeText?
        let effects = EditActions.change(&state) { refusal = $0.paste(bytes) }
        if let refusal { state.say(refusal, role: .levelWarn) }
        return effects
    }

    // MARK: The mouse

    /// The field that was clicked is typed in.
    func point(at event: MouseEvent, in area: Rectangle, _ state: inout ConsoleState) -> Bool {
        guard let session = EditSession(state) else { return false }
        let table = EditTable(session: session, key: KeyCheck(session, state))
        guard let place = table.place(inRow: event.row, of: fields(in: area)) else { return false }
        _ = EditActions.change(&state) { $0.go(to: place) }
        return true
    }

    func turn(by rows: Int, _ state: inout ConsoleState) {
        _ = EditActions.change(&state) { $0.go(to: $0.row + rows) }
    }

    // MARK: Drawing

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let session = EditSession(state) else {
            let inside = canvas.box(area, title: "record \(view.entry)", isFocused: true)
            if case .record(let detail)? = state.activeAnswer,
                let reason = EditSession.whyNot(detail)
            {
                return canvas.plate(
                    reason, hint: "Esc goes back.", role: .levelWarn, in: inside)
            }
            return canvas.plate(state.activeAnswer, noun: "record", in: inside)
        }
        let bytes = bytes(in: area)
        let place = session.detail.row.place
        canvas.box(
            area.droppingBottom(bytes.height), title: "record \(view.entry) · \(data: place)",
            note: note(session), isFocused: true)
        let key = KeyCheck(session, state)
        let inside = inside(area)
        EditTable(session: session, key: key).draw(state, in: fields(in: area), on: &canvas)
        canvas.write(
            status(session, key), column: 1, row: inside.height - 1, in: inside,
            role: session.draft.isValid && key.place == nil ? .levelOK : .levelWarn,
            width: max(0, inside.width - 2))
        guard bytes.height > 0 else { return }
        EditedBytes(session: session).draw(in: bytes, on: &canvas)
    }

    /// Where the bytes stand; empty where there is no room for them.
    private func bytes(in area: Rectangle) -> Rectangle {
        area.bottom(area.height >= 30 && view.isHex ? 9 : area.height >= 12 ? 5 : 0)
    }

    /// What is inside the box of the fields.
    private func inside(_ area: Rectangle) -> Rectangle {
        area.droppingBottom(bytes(in: area).height).inset(columns: 1, rows: 1)
    }

    /// Where the table of the fields stands, over a blank row and what is said of the record.
    private func fields(in area: Rectangle) -> Rectangle { inside(area).droppingBottom(2) }

    private func note(_ session: EditSession) -> SafeText {
        if view.running != nil { return "▶ being saved" }
        return session.isChanged ? "EDITING *" : "EDITING"
    }

    private func status(_ session: EditSession, _ key: KeyCheck) -> SafeText {
        let changed: SafeText =
            session.changedCells == 0 && session.isChanged
            ? "line changed"
            : OperationWords.counted(session.changedCells, "field changed", "fields changed")
        let bad = session.badNames
        guard bad.isEmpty else {
            let names = OperationWords.joined(bad.prefix(4).map { "\(data: $0)" })
            return "\(changed) · ✗ \(bad.count) still invalid: \(names)"
        }
        return switch key {
        case .unneeded: "\(changed) · ✓ valid"
        case .awaited: "\(changed) · duplicate key: …"
        case .free: "\(changed) · ✓ valid · duplicate key: no"
        case .taken(let place): "\(changed) · ✗ duplicate key: YES, of \(data: place)"
        case .unknown(let reason): "\(changed) · duplicate key: \(reason)"
        }
    }
}
