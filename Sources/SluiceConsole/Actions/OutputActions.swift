internal import SluiceCore

/// What leaves the console: copies and exports of what is shown.
enum OutputActions {
    static let all: [Action] = [
        Action(
            "copy", keys: ["y"], hint: "copy", help: "copy rows, or raw bytes",
            section: .act, footer: 85, applies: MoveActions.inList, whyDisabled: nothingShown,
            perform: { state, _ in copy(&state) }),
        Action(
            "export", keys: ["x"], hint: "export", help: "rows as CSV into logs/",
            section: .act, footer: 86, applies: MoveActions.inList, whyDisabled: nothingShown,
            perform: { state, _ in export(&state) }),
    ]

    private static func nothingShown(_ state: ConsoleState) -> SafeText? {
        state.activeView.table(state)?.keys.isEmpty ?? true ? MoveActions.nothingListed : nil
    }

    private static func copy(_ state: inout ConsoleState) -> [Effect] {
        if let bytes = state.activeView.copied(state) {
            let size = NumberText.bytes(bytes.count)
            return [.copy(bytes, what: "\(size) as they stand in the file")]
        }
        guard let table = state.activeView.table(state) else { return [] }
        let list = state.list(state.activeSlot)
        let marked = list.marksAll ? table.count : list.marks.count
        let rows = table.keys.indices.filter { row in
            marked == 0
                ? table.keys[row] == list.selection
                : list.marksAll || list.marks.contains(table.keys[row])
        }
        guard !rows.isEmpty else {
            state.say("no marked row is at hand; Esc shows all rows", role: .levelWarn)
            return []
        }
        let text = rows.map { row in
            cells(table, row).map(\.string).joined(separator: "\t")
        }
        return [
            .copy(
                Array(text.joined(separator: "\n").utf8),
                what: words(rows.count, of: max(marked, 1)))
        ]
    }

    private static func export(_ state: inout ConsoleState) -> [Effect] {
        guard let table = state.activeView.table(state) else { return [] }
        // Other programs draw their own charts.
        let rows = table.keys.indices
        let columns = table.columns.indices.filter { column in
            rows.isEmpty || rows.contains { table.field($0, column).text != nil }
        }
        var writer = CSVWriter()
        writer.record(columns.map { Array(table.columns[$0].name.utf8) })
        for row in rows {
            writer.record(columns.map { Array(exported(table, row, $0).string.utf8) })
        }
        return [
            .export(
                name: "\(name(state)).csv", contents: writer.bytes,
                what: words(table.keys.count, of: table.count))
        ]
    }

    /// How many rows that are; of a list of many pages only some are at hand.
    private static func words(_ count: Int, of all: Int) -> SafeText {
        let noun: SafeText = all == 1 ? "row" : "rows"
        guard count < all else { return "\(NumberText.grouped(all)) \(noun)" }
        return "\(NumberText.grouped(count)) of \(NumberText.grouped(all)) \(noun), those at hand,"
    }

    /// What the columns of a row show; charts have no text.
    private static func cells(_ table: Table, _ row: Int) -> [SafeText] {
        table.columns.indices.map { table.field(row, $0).text ?? "" }
    }

    /// What a column of a row holds, as other programs read it: a shown `-` is an empty cell.
    private static func exported(_ table: Table, _ row: Int, _ column: Int) -> SafeText {
        let text = table.field(row, column).text ?? ""
        return table.value(row, column).exported ?? (text == "-" ? "" : text)
    }

    /// A file name for what is shown: the pane or the drill-down and the second it is.
    private static func name(_ state: ConsoleState) -> String {
        let moment = ClockText.full(state.nowMicroseconds, zone: .utc).string
        let digits = moment.filter { $0.isASCII && $0.isNumber }
        let shown =
            state.screens.last.map { ScreenCatalog.view(of: $0).crumb(state) }
            ?? PaneCatalog.pane(state.focus).fileTitle(state)
        return "\(plain(shown))-\(digits.prefix(8))T\(digits.dropFirst(8))Z"
    }

    /// The letters and digits of a title as part of a file name, at most sixty, with `-` for what stands between them.
    private static func plain(_ title: SafeText) -> String {
        title.string.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
            .joined(separator: "-").prefix(60).description
    }
}
