internal import SluiceCore

/// What leaves the console: copies and exports of what is shown.
enum OutputActions {
    static let all: [Action] = [
        Action(
            "copy", keys: ["y"], hint: "copy", help: "copy the row, marked rows",
            section: .act, footer: 85, applies: MoveActions.hasList, whyDisabled: nothingShown,
            perform: { state, _ in copy(&state) }),
        Action(
            "export", keys: ["x"], hint: "export", help: "rows as CSV into logs/",
            section: .act, footer: 86, applies: MoveActions.hasList, whyDisabled: nothingShown,
            perform: { state, _ in export(&state) }),
    ]

    private static func nothingShown(_ state: ConsoleState) -> SafeText? {
        state.activeView.table(state)?.keys.isEmpty ?? true ? "there is no row" : nil
    }

    private static func copy(_ state: inout ConsoleState) -> [Effect] {
        if let bytes = state.activeView.copied(state) {
            state.say("\(NumberText.bytes(bytes.count)) copied as they stand in the file")
            return [.copy(bytes)]
        }
        guard let table = state.activeView.table(state) else { return [] }
        let list = state.list(state.activeSlot)
        var rows = table.keys.indices.filter { list.marks.contains(table.keys[$0]) }
        if rows.isEmpty, let row = list.selection.flatMap({ table.keys.firstIndex(of: $0) }) {
            rows = [row]
        }
        guard !rows.isEmpty else { return [] }
        let text = rows.map { row in
            cells(table, row).map(\.string).joined(separator: "\t")
        }
        state.say("\(rows.count) \(rows.count == 1 ? "row" as SafeText : "rows") copied")
        return [.copy(Array(text.joined(separator: "\n").utf8))]
    }

    private static func export(_ state: inout ConsoleState) -> [Effect] {
        guard let table = state.activeView.table(state) else { return [] }
        var writer = CSVWriter()
        writer.record(table.columns.map { Array($0.id.utf8) })
        for row in table.keys.indices {
            writer.record(cells(table, row).map { Array($0.string.utf8) })
        }
        if table.keys.count < table.count {
            state.say(
                "\(table.keys.count) of \(NumberText.grouped(table.count)) rows were at hand",
                role: .levelWarn)
        }
        return [.export(name: "\(name(state)).csv", contents: writer.bytes)]
    }

    /// What the columns of a row show; charts have no text.
    private static func cells(_ table: Table, _ row: Int) -> [SafeText] {
        table.columns.indices.map { column in
            if case .text(let text, _) = table.field(row, column) { text } else { "" }
        }
    }

    /// A file name for what is shown: the pane and the second it is.
    private static func name(_ state: ConsoleState) -> String {
        let moment = ClockText.full(state.nowMicroseconds, zone: .utc).string
        let digits = moment.filter { $0.isASCII && $0.isNumber }
        let pane = PaneCatalog.pane(state.focus).title.string.lowercased()
        return "\(pane.replacingBlanks)-\(digits.prefix(8))T\(digits.dropFirst(8))Z"
    }
}

extension String {
    /// The text with `-` for blanks.
    fileprivate var replacingBlanks: String {
        split(separator: " ").joined(separator: "-")
    }
}
