internal import SluiceCore

/// One file: what became of it, why, where its bad rows sit, and these rows.
struct FileScreen: ScreenView {
    /// Its ledger id.
    let id: Int64

    func crumb(_ state: ConsoleState) -> SafeText {
        detail(state).map { Sanitiser.safe($0.summary.name, limit: 120) } ?? "file \(id)"
    }

    func query(_ state: ConsoleState) -> StationQuery? {
        .file(id, mapStretches: Self.mapWidth(state.size.columns))
    }

    func table(_ state: ConsoleState) -> Table? {
        Self.rows.table(detail(state)?.held ?? [], state.activeList, state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, parts(area).list.height - 3)
    }

    func alike(_ state: ConsoleState) -> [RowKey] {
        QuarantineTable.alike(detail(state)?.held ?? [], state.activeList)
    }

    func opened(_ state: ConsoleState) -> Screen? {
        if case .id(let entry)? = state.activeList.selection { return .record(entry) }
        return detail(state)?.duplicateOf.map { .file($0) }
    }

    func target(_ state: ConsoleState) -> DeskTarget? {
        guard let detail = detail(state) else { return nil }
        var all = QuarantineQuery()
        all.fileID = id
        var target =
            DeskTarget(
                state.activeList, rows: detail.held, all: all,
                called: "all \(detail.summary.held) held of \(detail.summary.name)")
            ?? DeskTarget(detail.summary) ?? DeskTarget()
        target.fileID = id
        target.fileName = detail.summary.name
        return target
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let detail = detail(state) else {
            let inside = canvas.box(area, title: crumb(state), isFocused: true)
            return canvas.plate(state.activeAnswer, noun: "file", in: inside)
        }
        let parts = parts(area)
        let phase = detail.summary.phase
        let inside = canvas.box(
            parts.summary, title: crumb(state), note: "\(phase.sign) \(phase.word)")
        let selected = selectedLine(state, detail)
        FactLine.draw(
            FileSummaryLines(detail: detail, state: state, selectedLine: selected).lines,
            in: inside, on: &canvas)
        drawList(detail, state, in: parts.list, on: &canvas)
    }

    /// How many stretches of lines the map of a screen of so many columns has.
    static func mapWidth(_ columns: Int) -> Int { max(10, columns - 4 - FactLine.labelWidth) }

    private static let rows = QuarantineTable.wide(without: ["file", "loc", "time"])

    /// What the store has of it, with the times that only the owner knows.
    private func detail(_ state: ConsoleState) -> FileDetail? {
        guard case .file(var detail)? = state.activeAnswer else { return nil }
        guard let live = state.snapshot.files.first(where: { $0.id == id }), !live.stages.isEmpty
        else { return detail }
        detail.summary.milliseconds = live.milliseconds
        detail.stages = StageTiming.Stage.allCases.compactMap { stage in
            live.stages[stage].map { (stage, $0) }
        }
        return detail
    }

    private func parts(_ area: Rectangle) -> (summary: Rectangle, list: Rectangle) {
        let summary = min(10, max(4, area.height - 7))
        return (area.top(summary), area.droppingTop(min(summary, area.height)))
    }

    private func selectedLine(_ state: ConsoleState, _ detail: FileDetail) -> Int? {
        guard case .id(let entry)? = state.activeList.selection else { return nil }
        return detail.held.first { $0.id == entry }?.line
    }

    private func drawList(
        _ detail: FileDetail, _ state: ConsoleState, in area: Rectangle, on canvas: inout Canvas
    ) {
        let inside = canvas.box(
            area, title: detail.findings.isEmpty ? "Bad rows" : "Why it was refused",
            note: BorderNote(note(detail)) + state.listNote(width: area.width), isFocused: true)
        if !detail.findings.isEmpty {
            return FindingLines(findings: detail.findings).draw(in: inside, on: &canvas)
        }
        guard detail.held.isEmpty, let table = table(state), table.count == 0 else {
            guard let table = table(state) else { return }
            return canvas.table(table, state.activeList, in: inside, isFocused: true)
        }
        if let earlier = detail.duplicateOf {
            canvas.plate(
                "= The same content came before, as file \(earlier).",
                hint: "Enter opens that file.",
                role: .levelInfo, in: inside)
        } else if case .superseded = detail.summary.phase {
            canvas.plate(
                "→ A corrected file took the place of this one.",
                hint: "J shows the batch; u takes it back there.", role: .levelInfo, in: inside)
        } else {
            canvas.plate(
                "✓ No row of this file is held.", hint: "", role: .levelOK, in: inside)
        }
    }

    private func note(_ detail: FileDetail) -> SafeText {
        guard detail.findings.isEmpty else { return SafeText(detail.findings.count) }
        let all = NumberText.grouped(detail.summary.held)
        guard detail.held.count < detail.summary.held else { return all }
        return "first \(NumberText.grouped(detail.held.count)) of \(all)"
    }
}
