package import SluiceCore

/// Pane 6: what fires, what was seen by an operator, and what ceased; below it, how fast the stages are.
package struct AlertsPane: Pane {
    package let id = PaneID.alerts
    package let title: SafeText = "Alerts"
    package let shortTitle: SafeText = "Alert"

    /// Makes the pane.
    package init() {}

    package func table(_ state: ConsoleState) -> Table? {
        Self.definition.table(state.snapshot.alerts, list(state), state)
    }

    package func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - 2 - Self.speedRows(area.height - 2, state))
    }

    package func opened(_ state: ConsoleState) -> Screen? {
        guard case .id(let alert)? = list(state).selection else { return nil }
        return .alert(alert)
    }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let list = list(state)
        let inside = canvas.box(
            area, title: heading,
            note: note(state, in: area),
            isFocused: isFocused)
        let speedRows = Self.speedRows(inside.height, state)
        let upper = inside.droppingBottom(speedRows)
        if let table = table(state), table.count > 0 {
            canvas.table(table, list, in: upper, isFocused: isFocused, hasTitles: false)
        } else {
            canvas.note("✓ nothing to say", role: .levelOK, in: upper)
        }
        guard speedRows > 0 else { return }
        SpeedSummary(state: state).draw(
            in: inside.droppingTop(inside.height - speedRows), on: &canvas)
    }

    package func note(_ state: ConsoleState, in area: Rectangle) -> BorderNote {
        let firing = state.snapshot.firingAlerts
        let isAsked = firing > 0 && state.whyNoOperation == nil
        return BorderNote(Self.standing(firing, state.snapshot.acknowledgedAlerts))
            + (isAsked ? BorderNote([("A: seen", 8)]) : BorderNote())
            + list(state).note(table(state), width: area.width, hasTitles: false)
    }

    /// `1 firing · 1 acknowledged`, or what there is room for: what is acknowledged still fires.
    private static func standing(_ firing: Int, _ acknowledged: Int) -> [BorderNote.Form] {
        let seen: SafeText = "\(acknowledged) acknowledged"
        return switch (firing, acknowledged) {
        case (0, 0): [("none firing", 3)]
        case (0, _): [(seen, 3)]
        case (_, 0): [("\(firing) firing", 3)]
        default: [("\(firing) firing · \(seen)", 7), ("\(firing) firing", 3)]
        }
    }

    /// The lower rows for the stages, where they leave the alerts six.
    private static func speedRows(_ height: Int, _ state: ConsoleState) -> Int {
        let rows = 4 + state.snapshot.stages.count
        return !state.snapshot.stages.isEmpty && height >= rows + 6 ? rows : 0
    }

    private static let definition = TableDefinition<StationAlert>(
        columns: [
            TableColumn(ColumnLayout("state", "state", width: 9)) {
                .text($0.word.string)
            } field: { alert, _ in
                .text(alert.word, alert.role)
            },
            TableColumn(ColumnLayout("what", "what", width: 12, mostWidth: 400, isPinned: true)) {
                .text($0.message)
            } field: { alert, _ in
                .text(Sanitiser.safe(alert.message))
            },
            TableColumn(ColumnLayout("since", "since", width: 11, drop: 1)) {
                .moment($0.sinceMicroseconds)
            } field: { alert, state in
                .text(alert.times(state), .footerText)
            },
        ],
        key: { .id($0.id) })
}

extension StationAlert {
    /// Its sign and its word.
    package var word: SafeText {
        guard isFiring else { return "✓ cleared" }
        return isAcknowledged ? "= seen" : "! FIRING"
    }

    /// How its word looks.
    package var role: StyleRole {
        guard isFiring else { return .levelOK }
        return isAcknowledged ? .levelWarn : .levelAlert
    }

    /// `12:04` while it fires, `11:52-11:58` after; `11-22 23:52` of what began on another day.
    func times(_ state: ConsoleState) -> SafeText {
        let milliseconds = sinceMicroseconds / 1_000
        let since = ClockText.minute(milliseconds: milliseconds, zone: state.zone)
        guard ClockText.isToday(sinceMicroseconds, of: state) else {
            return "\(ClockText.day(milliseconds: milliseconds, zone: state.zone)) \(since)"
        }
        guard let cleared = clearedMicroseconds else { return since }
        return "\(since)-\(ClockText.minute(milliseconds: cleared / 1_000, zone: state.zone))"
    }
}
