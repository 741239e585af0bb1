package import SluiceCore

/// Pane 4: what is held, newest first; the store filters, sorts and pages it.
package struct QuarantinePane: Pane {
    package let id = PaneID.quarantine
    package let title: SafeText = "Quarantine"
    package let shortTitle: SafeText = "Quar"
    package let follows: ListState.End? = .first

    private static let slot = ViewSlot.pane(.quarantine)

    /// Makes the pane.
    package init() {}

    package func table(_ state: ConsoleState) -> Table? {
        guard case .quarantine(let page)? = state.requests.answers[Self.slot] else { return nil }
        return QuarantineTable.table(page, for: Self.slot, state)
    }

    package func query(_ state: ConsoleState) -> StationQuery? {
        guard state.snapshot.heldRecords > 0 else { return nil }
        return .quarantine(QuarantineTable.query(state.list(Self.slot)))
    }

    package func alike(_ state: ConsoleState) -> [RowKey] {
        guard case .quarantine(let page)? = state.requests.answers[Self.slot] else { return [] }
        return QuarantineTable.alike(page.rows, state.list(Self.slot))
    }

    package func opened(_ state: ConsoleState) -> Screen? {
        guard case .id(let entry)? = state.list(Self.slot).selection else { return nil }
        return .record(entry)
    }

    package func target(_ state: ConsoleState) -> DeskTarget? {
        guard case .quarantine(let page)? = state.requests.answers[Self.slot], page.matches > 0
        else { return nil }
        let list = state.list(Self.slot)
        var all = QuarantineQuery()
        all.filter = list.filter
        let title = list.filter.isEmpty ? "all that is held" : "all that pass /\(list.filterText)"
        var target = DeskTarget(list, rows: page.rows, all: all, called: title)
        // The preview beside it shows the hint of the one record that is chosen.
        if case .record(let detail)? = state.requests.answers[.preview],
            target?.entry == detail.row.id
        {
            target?.adopt(detail.suggestion)
        }
        return target
    }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let list = state.list(Self.slot)
        let inside = canvas.box(
            area, title: heading, note: note(state, in: area),
            isFocused: isFocused)
        if state.snapshot.heldRecords == 0 {
            return canvas.note("✓ nothing is held", role: .levelOK, in: inside)
        }
        guard let table = table(state) else {
            return canvas.absence(of: state.requests.answers[Self.slot], in: inside)
        }
        canvas.table(table, list, in: inside, isFocused: isFocused)
    }

    package func note(_ state: ConsoleState, in area: Rectangle) -> BorderNote {
        let list = state.list(Self.slot)
        let held = NumberText.grouped(state.snapshot.heldRecords)
        let note = list.note(table(state), width: area.width)
        guard !list.filter.isEmpty, let table = table(state) else {
            return BorderNote([("\(held) held", 3)]) + note + BorderNote([("f: group", 8)])
        }
        let found = NumberText.grouped(table.count)
        return BorderNote([("\(found) of \(held)", 6), (found, 2)]) + note
    }
}
