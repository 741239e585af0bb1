internal import SluiceCore

/// Quarantine entries in groups: ten thousand bad records are a handful of faults.
struct GroupsScreen: ScreenView {
    /// Which entries, and what those of a group have in common.
    let view: GroupsView

    func crumb(_ state: ConsoleState) -> SafeText { "groups by \(view.grouping.words)" }

    func query(_ state: ConsoleState) -> StationQuery? {
        .groups(view.query, by: view.grouping.dimensions)
    }

    func table(_ state: ConsoleState) -> Table? {
        guard let groups = groups(state) else { return nil }
        return GroupColumns.definition(view.grouping, of: groups)
            .table(groups, state.activeList, state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - Self.detailRows(area) - 3)
    }

    func opened(_ state: ConsoleState) -> Screen? {
        guard let group = selected(state) else { return nil }
        var held = HeldView(title: GroupColumns.title(group))
        held.filter = view.filter
        held.fileID = view.fileID
        held.group = view.whole(group.key)
        held.suggestion = group.suggestion
        return .held(held)
    }

    /// All entries of the group.
    func target(_ state: ConsoleState) -> DeskTarget? {
        var target = DeskTarget()
        guard let group = selected(state) else {
            if isUnfinished(state) { target.whyNoSuggestion = Self.awaited }
            return target
        }
        var all = view.query
        all.group = view.whole(group.key)
        target.selection = .matching(all)
        target.sample = group.exampleID
        target.scope = "\(group.count) of \(GroupColumns.title(group))"
        target.fileID = group.key.fileID
        target.fileName = group.fileName ?? ""
        // What they have in common may be the name of a rule, or that no field is at fault.
        let field = view.whole(group.key).field
        target.field = field == group.exampleColumn ? field : nil
        target.adopt(group.suggestion)
        switch group.examination {
        case .done, .trying: break
        case .awaited: target.whyNoSuggestion = Self.awaited
        case .left: target.whyNoSuggestion = SuggestionFacts.left
        }
        target.isRejectedFile = view.whole(group.key).code == .header
        let list = state.activeList
        let isMarkedAlone = list.marks.subtracting([GroupColumns.key(group)]).isEmpty
        if list.marksAll || !isMarkedAlone {
            target.refusal = "groups are dealt with one at a time: Space takes marks away"
        }
        return target
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let groups = groups(state), let table = table(state) else {
            let inside = canvas.box(area, title: "Groups", isFocused: true)
            guard isUnfinished(state) else {
                return canvas.plate(state.activeAnswer, noun: "list of groups", in: inside)
            }
            return canvas.plate("… working out the groups", hint: "", role: .stale, in: inside)
        }
        let detail = groups.isEmpty ? 0 : Self.detailRows(area)
        let records = groups.reduce(0) { $0 + $1.count }
        let inside = canvas.box(
            area.droppingBottom(detail), title: "Groups by \(view.grouping.words)",
            note: BorderNote(
                [(OperationWords.counted(groups.count, "group", "groups"), 3)],
                [("\(NumberText.grouped(records)) held", 6)],
                [("f by \(view.grouping.next.words)", 8)])
                + BorderNote(isUnfinished(state) ? "working out hints …" : "")
                + state.listNote(width: area.width), isFocused: true)
        guard !groups.isEmpty else {
            return canvas.plate(
                "✓ Nothing is held.", hint: "Esc goes back.", role: .levelOK, in: inside)
        }
        canvas.table(
            table, state.activeList, in: inside, isFocused: true,
            nothing: isUnfinished(state)
                ? "nothing here passes the filter yet: working out hints …"
                : "nothing here passes the filter")
        guard detail > 0, let group = selected(state) else { return }
        let below = canvas.box(
            area.bottom(detail), title: "\(data: GroupColumns.title(group))",
            note: "Enter lists them")
        FactLine.draw(facts(group, state), in: below, on: &canvas)
    }

    private static let awaited: SafeText = "suggestions are being worked out"

    /// The rows of the box below the list; none where it would leave the list too few.
    private static func detailRows(_ area: Rectangle) -> Int { area.height >= 18 ? 5 : 0 }

    private func groups(_ state: ConsoleState) -> [QuarantineGroup]? {
        guard case .groups(let groups)? = state.activeAnswer else { return nil }
        return groups
    }

    /// True until the groups are there, and then while it is worked out what some of them look like.
    private func isUnfinished(_ state: ConsoleState) -> Bool {
        guard let answer = state.activeAnswer else { return true }
        guard case .groups(let groups) = answer else { return false }
        return QuarantineGroup.isUnfinished(groups)
    }

    private func selected(_ state: ConsoleState) -> QuarantineGroup? {
        groups(state)?.first { GroupColumns.key($0) == state.activeList.selection }
    }

    private func facts(_ group: QuarantineGroup, _ state: ConsoleState) -> [FactLine] {
        let since = [group.firstMicroseconds, group.lastMicroseconds].map { moment in
            moment.map { ClockText.full($0, zone: state.zone) } ?? "unknown"
        }
        return [
            FactLine(
                "example",
                [
                    (ValueText.shown(group.exampleValue), .editBad),
                    ("in record \(group.exampleID)", .footerText),
                ]),
            FactLine(
                "held", drop: 1,
                [
                    (OperationWords.counted(group.count, "record", "records"), .text),
                    ("first \(since[0])", .text), ("last \(since[1])", .text),
                ]),
            FactLine("hint", drop: 2, cutsLast: true, SuggestionFacts.of(group)),
        ]
    }
}

extension GroupsView.Grouping {
    /// What entries of a group have in common, in words.
    var words: SafeText {
        switch self {
        case .fault: "reason × field × value shape"
        case .reason: "reason"
        case .field: "field"
        case .file: "file"
        case .location: "location"
        case .shape: "value shape"
        }
    }
}
