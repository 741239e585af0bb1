internal import SluiceCore

/// The rules of a dataset as they are in force, with how many entries each holds.
struct RulesScreen: ScreenView {
    /// The dataset.
    let dataset: String
    /// The field whose rules come first; nil for the order of the dataset.
    let field: String?
    /// What is tried on them.
    let draft: RuleDraft

    func crumb(_ state: ConsoleState) -> SafeText { "rules of \(data: dataset)" }

    func query(_ state: ConsoleState) -> StationQuery? { .rules(dataset: dataset) }

    func table(_ state: ConsoleState) -> Table? {
        let rules = rules(state)
        let most = rules.map(\.held).max() ?? 0
        return Self.definition(most: most, draft: draft).table(rules, state.activeList, state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - detailRows(area, state) - 3)
    }

    /// What the limits of the rule would do that are tried, or looked at to be changed.
    func asideQuery(_ state: ConsoleState) -> StationQuery? {
        guard let tried = tried(state) else { return nil }
        let others = draft.changes.filter { $0.field != tried.field }
        return .trial(dataset: dataset, others + [tried])
    }

    /// The entries the rule holds.
    func opened(_ state: ConsoleState) -> Screen? {
        guard let rule = selected(state) else { return nil }
        var held = HeldView(title: "\(rule.code.rawValue) \(rule.group.field ?? "")")
        held.group = rule.group
        return .held(held)
    }

    func target(_ state: ConsoleState) -> DeskTarget? {
        guard let rule = selected(state), rule.held > 0 else { return nil }
        var target = DeskTarget()
        var all = QuarantineQuery()
        all.group = rule.group
        target.selection = .matching(all)
        target.scope = "\(rule.held) of \(rule.code.rawValue) \(rule.group.field ?? "")"
        target.field = rule.field.isEmpty ? nil : rule.field
        return target
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard case .rules(let page)? = state.activeAnswer, let table = table(state) else {
            let inside = canvas.box(area, title: crumb(state), isFocused: true)
            return canvas.plate(state.activeAnswer, noun: "dataset", in: inside)
        }
        let detail = page.rows.isEmpty ? 0 : detailRows(area, state)
        let held = page.rows.reduce(0) { $0 + $1.held }
        let inside = canvas.box(
            area.droppingBottom(detail), title: "Rules of \(data: page.dataset)",
            note: BorderNote(
                [("\(page.rows.count) rules", 6)], [("\(NumberText.grouped(held)) held", 3)])
                + state.listNote(width: area.width),
            isFocused: true)
        guard !page.rows.isEmpty else {
            return canvas.plate(
                "! This dataset has no rule.", hint: "Every record that can be read is stored.",
                role: .levelWarn, in: inside)
        }
        canvas.table(table, state.activeList, in: inside, isFocused: true)
        guard detail > 0, let rule = selected(state) else { return }
        if let tried = tried(state), let limits = rule.limits {
            let below = canvas.box(
                area.bottom(detail), title: "Try \(data: rule.field)", note: source(page))
            TrialLines(
                limits: limits, tried: tried, draft: draft, answer: state.asideAnswer,
                refusal: state.whyNoOperation, isAwaiting: isAwaiting(state)
            ).draw(in: below, on: &canvas)
        } else {
            drawRule(rule, page, in: area.bottom(detail), on: &canvas)
        }
    }

    /// The rows of the box below the list; none where it would leave the list too few.
    private func detailRows(_ area: Rectangle, _ state: ConsoleState) -> Int {
        guard tried(state) == nil else { return min(8, max(4, area.height / 2)) }
        return area.height >= 18 ? 6 : 0
    }

    /// The limits of the selected rule that are tried, or those in force while they are looked at; nil otherwise.
    private func tried(_ state: ConsoleState) -> RuleChange? {
        guard let rule = selected(state), let limits = rule.limits else { return nil }
        if let change = draft.change(of: rule.field) { return change }
        guard draft.field == rule.field else { return nil }
        return RuleChange(field: rule.field, minimum: limits.minimum, maximum: limits.maximum)
    }

    private func isAwaiting(_ state: ConsoleState) -> Bool {
        guard let asked = state.requests.asked[.aside(state.screens.count - 1)] else {
            return true
        }
        return asked.isOpen || asked.query != asideQuery(state)
    }

    private func source(_ page: RulesPage) -> SafeText {
        page.path.map { "\(data: $0)" } ?? "compiled in; applying writes it to data/datasets"
    }

    /// The rules, those of the field it was opened for first.
    private func rules(_ state: ConsoleState) -> [RulesPage.Row] {
        guard case .rules(let page)? = state.activeAnswer else { return [] }
        guard let field else { return page.rows }
        return page.rows.filter { $0.field == field } + page.rows.filter { $0.field != field }
    }

    /// The rule the cursor is on; nil when there is none.
    func selected(_ state: ConsoleState) -> RulesPage.Row? {
        rules(state).first { Self.key($0) == state.activeList.selection }
    }

    private static func key(_ rule: RulesPage.Row) -> RowKey {
        .name("\(rule.field)\u{1}\(rule.code.rawValue)\u{1}\(rule.check)")
    }

    private func drawRule(
        _ rule: RulesPage.Row, _ page: RulesPage, in area: Rectangle, on canvas: inout Canvas
    ) {
        let field: SafeText = rule.field.isEmpty ? "the record" : Sanitiser.safe(rule.field)
        let note: SafeText =
            rule.limits == nil ? "Enter lists what it holds" : "Enter tries other limits"
        let inside = canvas.box(area, title: field, note: note)
        FactLine.draw(
            [
                FactLine("check", [(Sanitiser.safe(rule.check, limit: 500), .text)]),
                FactLine("finding", drop: 1, [(Sanitiser.safe(rule.code.rawValue), .levelWarn)]),
                FactLine("then", drop: 2, [(Self.consequence(rule.severity), .text)]),
                FactLine("defined", drop: 3, [(source(page), .footerText)]),
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

    private static func definition(
        most: Int, draft: RuleDraft
    ) -> TableDefinition<RulesPage.Row> {
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
                    guard rule.code == .range, let change = draft.change(of: rule.field) else {
                        return .text(Sanitiser.safe(rule.check, limit: 256))
                    }
                    let tried = OperationWords.limits(change.minimum, change.maximum)
                    return .text("range → \(tried)", .editChanged)
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
                TableColumn(ColumnLayout("last", "last", width: 8, drop: 5)) {
                    $0.lastMicroseconds.map { .moment($0) } ?? .none
                } field: { rule, state in
                    .text(
                        rule.lastMicroseconds.map { ClockText.arrival($0, of: state) } ?? "-")
                },
                // In the order of the numbers beside it.
                TableColumn(
                    ColumnLayout("share", "", width: 8, mostWidth: 20, drop: 4, isSortable: false)
                ) {
                    .number(Double($0.held))
                } field: { rule, _ in
                    .bar(most > 0 ? Double(rule.held) / Double(most) : 0)
                },
            ], key: key)
    }
}
