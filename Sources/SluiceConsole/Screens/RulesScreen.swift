internal import SluiceCore

/// The rules of a dataset as they are in force, with how many entries each holds.
struct RulesScreen: ScreenView {
    /// The dataset.
    let dataset: String
    /// The field whose rules come first; nil for the order of the dataset.
    let field: String?

    func crumb(_ state: ConsoleState) -> SafeText { "rules of \(data: dataset)" }

    func query(_ state: ConsoleState) -> StationQuery? { .rules(dataset: dataset) }

    func table(_ state: ConsoleState) -> Table? {
        let rules = rules(state)
        let most = rules.map(\.held).max() ?? 0
        return Self.definition(most: most).table(rules, state.activeList, state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - Self.detailRows(area) - 3)
    }

    /// The entries the rule holds.
    func opened(_ state: ConsoleState) -> Screen? {
        guard let rule = selected(state) else { return nil }
        var held = HeldView(title: "\(rule.code.rawValue) \(rule.field)")
        held.filter.terms = [Self.term("reason", rule.code.rawValue)]
        if !rule.field.isEmpty { held.filter.terms.append(Self.term("field", rule.field)) }
        return .held(held)
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard case .rules(let page)? = state.activeAnswer, let table = table(state) else {
            let inside = canvas.box(area, title: crumb(state), isFocused: true)
            return canvas.plate(state.activeAnswer, noun: "dataset", in: inside)
        }
        let detail = page.rows.isEmpty ? 0 : Self.detailRows(area)
        let held = page.rows.reduce(0) { $0 + $1.held }
        let inside = canvas.box(
            area.droppingBottom(detail), title: "Rules of \(data: page.dataset)",
            note: "\(page.rows.count) rules · \(NumberText.grouped(held)) held", isFocused: true)
        guard !page.rows.isEmpty else {
            return canvas.plate(
                "! This dataset has no rule.", hint: "Every record that can be read is stored.",
                role: .levelWarn, in: inside)
        }
        canvas.table(table, state.activeList, in: inside, isFocused: true)
        guard detail > 0, let rule = selected(state) else { return }
        drawRule(rule, page, in: area.bottom(detail), on: &canvas)
    }

    private static func detailRows(_ area: Rectangle) -> Int { area.height >= 18 ? 6 : 0 }

    private static func term(_ column: String, _ text: String) -> FilterExpression.Term {
        FilterExpression.Term(column: column, test: .contains(text.lowercased()))
    }

    /// The rules, those of the field it was opened for first.
    private func rules(_ state: ConsoleState) -> [RulesPage.Row] {
        guard case .rules(let page)? = state.activeAnswer else { return [] }
        guard let field else { return page.rows }
        return page.rows.filter { $0.field == field } + page.rows.filter { $0.field != field }
    }

    private func selected(_ state: ConsoleState) -> RulesPage.Row? {
        rules(state).first { Self.key($0) == state.activeList.selection }
    }

    private static func key(_ rule: RulesPage.Row) -> RowKey {
        .name("\(rule.field)\u{1}\(rule.code.rawValue)\u{1}\(rule.check)")
    }

    private func drawRule(
        _ rule: RulesPage.Row, _ page: RulesPage, in area: Rectangle, on canvas: inout Canvas
    ) {
        let field: SafeText = rule.field.isEmpty ? "the record" : Sanitiser.safe(rule.field)
        let inside = canvas.box(area, title: field, note: "Enter lists what it holds")
        let source: SafeText =
            page.path.map { "\(data: $0)" } ?? "compiled in; sluice datasets show prints it"
        FactLine.draw(
            [
                FactLine("check", [(Sanitiser.safe(rule.check, limit: 500), .text)]),
                FactLine("finding", drop: 1, [(Sanitiser.safe(rule.code.rawValue), .levelWarn)]),
                FactLine("then", drop: 2, [(Self.consequence(rule.severity), .text)]),
                FactLine("defined", drop: 3, [(source, .footerText)]),
            ], in: inside, on: &canvas)
    }

    private static func consequence(_ severity: String) -> SafeText {
        switch severity {
        case "reject": "the record is held in quarantine"
        case "null": "the field is stored as empty, the record is stored"
        case "warn": "the record is stored, and a warning is counted"
        default: Sanitiser.safe(severity)
        }
    }

    private static func definition(most: Int) -> TableDefinition<RulesPage.Row> {
        TableDefinition(
            columns: [
                TableColumn(ColumnLayout("field", "field", width: 14, mostWidth: 24)) {
                    .text($0.field)
                } field: { rule, _ in
                    .text(rule.field.isEmpty ? "(record)" : Sanitiser.safe(rule.field))
                },
                TableColumn(ColumnLayout("check", "check", width: 12, mostWidth: 60)) {
                    .text($0.check)
                } field: { rule, _ in
                    .text(Sanitiser.safe(rule.check, limit: 256))
                },
                TableColumn(ColumnLayout("code", "finding", width: 9, drop: 2)) {
                    .text($0.code.rawValue)
                } field: { rule, _ in
                    .text(Sanitiser.safe(rule.code.rawValue), .footerText)
                },
                TableColumn(ColumnLayout("action", "then", width: 6, mostWidth: 8, drop: 3)) {
                    .text($0.severity)
                } field: { rule, _ in
                    .text(Sanitiser.safe(rule.severity))
                },
                TableColumn(
                    ColumnLayout("held", "held", width: 6, mostWidth: 8, alignment: .right)
                ) {
                    .number(Double($0.held))
                } field: { rule, _ in
                    .text(
                        NumberText.count(rule.held), rule.held > 0 ? .levelWarn : .footerText)
                },
                TableColumn(ColumnLayout("share", "", width: 8, mostWidth: 20, drop: 4)) {
                    .number(Double($0.held))
                } field: { rule, _ in
                    .bar(most > 0 ? Double(rule.held) / Double(most) : 0)
                },
            ], key: key)
    }
}
