internal import SluiceCore

/// What was done at the quarantine desk, newest first: who, when, why, and whether it still stands.
struct JournalScreen: ScreenView {
    /// Lines of a page.
    private static let pageSize = 300

    func crumb(_ state: ConsoleState) -> SafeText { "journal" }

    /// The page around the cursor, in steps of a third so that few moves need another.
    func query(_ state: ConsoleState) -> StationQuery? {
        let step = Self.pageSize / 3
        return .journal(
            state.activeList.filter,
            offset: max(0, state.activeList.position / step - 1) * step, limit: Self.pageSize)
    }

    func table(_ state: ConsoleState) -> Table? {
        guard let (entries, offset) = page(state) else { return nil }
        let list = state.activeList
        // Whether there are more is known only when a page is full.
        let more = entries.count == Self.pageSize ? 1 : 0
        return JournalColumns.definition.table(
            page: entries, offset: offset, count: offset + entries.count + more, anchor: nil, list,
            state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - Self.detailRows(area) - 3)
    }

    /// What the batch touched; of an undo or a redo the batch that it is about.
    func opened(_ state: ConsoleState) -> Screen? {
        selected(state).map { .batch($0.target ?? $0.batch) }
    }

    /// True where the journal, or a batch of it, is open.
    static func isShown(_ state: ConsoleState) -> Bool {
        switch state.screens.last {
        case .journal, .batch: true
        default: false
        }
    }

    /// The batch the cursor is on, where the journal is open, or the one that is; nil elsewhere. What the journal says of it is nil
    /// while that is being read.
    static func chosen(_ state: ConsoleState) -> (batch: Int64, entry: JournalEntry?)? {
        switch state.screens.last {
        case .journal: JournalScreen().selected(state).map { ($0.batch, $0) }
        case .batch(let id): (id, BatchScreen(id: id).head(state))
        default: nil
        }
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let table = table(state) else {
            let inside = canvas.box(area, title: "Journal", isFocused: true)
            return canvas.plate(state.activeAnswer, noun: "journal", in: inside)
        }
        let detail = table.count == 0 ? 0 : Self.detailRows(area)
        let inside = canvas.box(
            area.droppingBottom(detail), title: "Journal",
            note: (state.whyNoOperation == nil ? Self.keys : BorderNote())
                + BorderNote([("a batch has the number of its first line", 9)])
                + state.listNote(width: area.width),
            isFocused: true)
        guard table.count > 0 else {
            let isFiltered = !state.activeList.filter.isEmpty
            return canvas.plate(
                isFiltered ? "Nothing in the journal passes the filter." : "Nothing was done yet.",
                hint: "Esc goes back.", role: .levelInfo, in: inside)
        }
        canvas.table(table, state.activeList, in: inside, isFocused: true)
        guard detail > 0, let entry = selected(state) else { return }
        let below = canvas.box(
            area.bottom(detail), title: "batch \(entry.batch) · \(data: entry.title)",
            note: JournalColumns.standing(entry).text)
        FactLine.draw(Self.facts(entry, state), in: below, on: &canvas)
    }

    private static let keys = BorderNote(
        [("u takes a batch back, U does it again", 8), ("u U: undo, redo", 7)])

    private static func detailRows(_ area: Rectangle) -> Int { area.height >= 18 ? 5 : 0 }

    private func page(_ state: ConsoleState) -> (entries: [JournalEntry], offset: Int)? {
        guard case .journal(let entries)? = state.activeAnswer,
            case .journal(_, let offset, _)? = state.requests.asked[state.activeSlot]?.query
        else { return nil }
        return (entries, offset)
    }

    private func selected(_ state: ConsoleState) -> JournalEntry? {
        page(state)?.entries.first {
            JournalColumns.definition.key($0) == state.activeList.selection
        }
    }

    /// Who did it, when and why, and what came of it.
    static func facts(_ entry: JournalEntry, _ state: ConsoleState) -> [FactLine] {
        [
            FactLine(
                "done", drop: 1,
                [
                    (ClockText.full(entry.microseconds, zone: state.zone), .text),
                    ("by \(data: entry.actor)", .text),
                    (OperationWords.counted(entry.count, "record", "records"), .text),
                    entry.dataset.isEmpty ? nil : ("dataset \(data: entry.dataset)", .footerText),
                ]),
            FactLine(
                "why", drop: 2,
                [(entry.reason.map { Sanitiser.safe($0, limit: 400) } ?? "not said", .text)]),
            FactLine(
                "result",
                entry.limits.map { (Sanitiser.safe($0), .editChanged) } + [(result(entry), .text)]),
        ]
    }

    /// What came of a batch, in words.
    private static func result(_ entry: JournalEntry) -> SafeText {
        guard let counts = entry.counts else {
            return entry.after.map { Sanitiser.safe($0, limit: 400) } ?? "-"
        }
        return OperationWords.said(counts) ?? "no record was changed"
    }
}
