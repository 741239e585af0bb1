internal import SluiceCore

/// What can be done in drill-downs, and the ones that are opened by a key of their own.
enum DrillActions {
    static let all: [Action] = [
        Action(
            "show-metric", keys: ["Enter"], hint: "show metric", help: "chart the metric",
            section: .move, footer: 4, applies: inLocation, whyDisabled: MoveActions.whyNoRow,
            perform: { state, _ in showMetric(&state) }),
        Action(
            "series-earlier", keys: ["h", "Left"], hint: "earlier", help: "cursor to earlier",
            section: .move, footer: 5, applies: inLocation, whyDisabled: whyNoChart,
            perform: { state, _ in
                changeChart(&state, end: ChartActions.oldestBucket) { $0.move(by: -1, in: $1) }
            }),
        Action(
            "series-later", keys: ["l", "Right"], hint: "later", help: "cursor to later",
            section: .move, footer: 6, applies: inLocation, whyDisabled: whyNoChart,
            perform: { state, _ in
                changeChart(&state, end: ChartActions.newestBucket) { $0.move(by: 1, in: $1) }
            }),
        Action(
            "series-zoom-in", keys: ["+", "="], hint: "zoom in",
            help: "zoom in at the cursor", section: .screen, footer: 7,
            applies: inLocation, whyDisabled: whyNoChart,
            perform: { state, _ in
                changeChart(&state, end: "it is as near as it gets, t: a shorter range") {
                    chart, frame in
                    let next = min(ChartView.deepestZoom, chart.zoom + 1)
                    chart.zoom = frame.count >> next > 0 ? next : chart.zoom
                }
            }),
        Action(
            "series-zoom-out", keys: ["-"], hint: "zoom out",
            help: "zoom out at the cursor", section: .screen, footer: 8,
            applies: inLocation, whyDisabled: whyNoChart,
            perform: { state, _ in
                changeChart(&state, end: ChartActions.wholeRange) { chart, _ in
                    chart.zoom = max(0, chart.zoom - 1)
                }
            }
        ),
        Action(
            "hex", keys: ["^X"], hint: "hex", help: "raw bytes as text or hex",
            section: .screen, footer: 20, applies: inRecord,
            perform: { state, _ in changeRaw(&state) { $0.isHex.toggle() } }),
        Action(
            "raw-up", keys: ["h", "Left"], hint: "raw up", help: "raw bytes: a line up",
            section: .move, applies: inRecord,
            perform: { state, _ in scrollRaw(&state, by: -1) }),
        Action(
            "raw-down", keys: ["l", "Right"], hint: "raw down", help: "raw bytes: a line down",
            section: .move, applies: inRecord,
            perform: { state, _ in scrollRaw(&state, by: 1) }),
        Action(
            "group-by", keys: ["f"], hint: "group by …",
            help: "group by something else",
            section: .find, footer: 20,
            arguments: [
                Action.Argument(
                    "THING",
                    choices: { _ in GroupsView.Grouping.allCases.map(\.rawValue) },
                    check: { text, _ in
                        GroupsView.Grouping(rawValue: text) == nil
                            ? "entries have no such thing" : nil
                    })
            ], applies: .only("in groups") { groups($0) != nil },
            perform: { state, names in groupBy(&state, names.first) }),
        Action(
            "group", keys: ["f"], hint: "group", help: "group what is held",
            section: .find, footer: 20,
            applies: .only("in the quarantine, a file, a rule") { listsWhatIsHeld($0) },
            whyDisabled: { state in
                guard held(state) == nil else { return nil }
                return MoveActions.whyNoRow(state) ?? "this rule holds nothing"
            },
            perform: { state, _ in
                guard let view = held(state) else { return [] }
                state.screens.append(.groups(view))
                return []
            }),
        Action(
            "rules", keys: ["W"], hint: "rules", help: "the rules of the dataset",
            section: .find,
            applies: .only("outside of the rules") { state in
                if case .rules? = state.screens.last { return false }
                return true
            }, whyDisabled: whyNoDataset,
            perform: { state, _ in
                guard let dataset = dataset(state) else { return [] }
                state.screens.append(.rules(dataset: dataset))
                return []
            }),
    ]

    private static let inLocation = MoveActions.inList.part("in a location's chart") {
        onLocation($0)
    }
    private static let inRecord = MoveActions.inList.part("in a record") { onRecord($0) }

    private static func whyNoChart(_ state: ConsoleState) -> SafeText? {
        if case .location? = state.activeAnswer { nil } else { ChartActions.noChart }
    }

    /// True in the drill-down of a location.
    static func onLocation(_ state: ConsoleState) -> Bool {
        guard case .location? = state.screens.last else { return false }
        return true
    }

    private static func onRecord(_ state: ConsoleState) -> Bool {
        guard case .record? = state.screens.last else { return false }
        return true
    }

    private static func groups(_ state: ConsoleState) -> GroupsView? {
        guard case .groups(let view)? = state.screens.last else { return nil }
        return view
    }

    private static func listsWhatIsHeld(_ state: ConsoleState) -> Bool {
        switch state.screens.last {
        case nil: state.focus == .quarantine
        case .file, .rules, .held: true
        default: false
        }
    }

    /// What is held where the operator looks: all that passes the filter, or that of the file or group that is open.
    private static func held(_ state: ConsoleState) -> GroupsView? {
        var view = GroupsView()
        switch state.screens.last {
        case nil where state.focus == .quarantine:
            view.filter = state.list(.pane(.quarantine)).filter
        case .file(let file): view.fileID = file
        case .rules:
            guard let rule = RuleActions.screen(state)?.selected(state), rule.held > 0 else {
                return nil
            }
            view.group = rule.group
        case .held(let held):
            view.filter = held.filter
            view.filter.terms += state.activeList.filter.terms
            view.fileID = held.fileID
            view.group = held.group
            // What they have in common already tells nothing.
            if held.group?.code != nil, held.group?.field == nil { view.grouping = .field }
        default: return nil
        }
        return view
    }

    /// The dataset of what is open, or of what the cursor is on; where neither has one, that of the locations.
    private static func dataset(_ state: ConsoleState) -> String? {
        let known: String? =
            switch state.screens.last {
            case .operation, .edit: datasetUnder(state)
            case .groups where groupOfRow(state) != nil: groupOfRow(state)?.exampleDataset
            case .held where heldRow(state) != nil,
                nil where state.focus == .quarantine && heldRow(state) != nil:
                heldRow(state)?.dataset
            case nil where state.focus == .files && fileOfRow(state) != nil:
                fileOfRow(state)?.dataset
            default:
                switch state.activeAnswer {
                case .file(let detail): detail.summary.dataset
                case .record(let detail): detail.dataset
                case .batch(let detail): detail.head.dataset
                case .journal: batchOfRow(state)?.dataset
                default: state.shownMetric?.dataset
                }
            }
        return known?.isEmpty == false ? known : nil
    }

    /// That of the screen from which the one on top was opened.
    private static func datasetUnder(_ state: ConsoleState) -> String? {
        var under = state
        under.screens.removeLast()
        return dataset(under)
    }

    private static func whyNoDataset(_ state: ConsoleState) -> SafeText? {
        guard dataset(state) == nil else { return nil }
        return state.snapshot.metrics.isEmpty
            ? "no dataset is known yet" : "what the cursor is on belongs to no dataset"
    }

    /// The batch of the journal that the cursor is on.
    private static func batchOfRow(_ state: ConsoleState) -> JournalEntry? {
        guard case .journal(let entries)? = state.activeAnswer,
            case .id(let id)? = state.activeList.selection
        else { return nil }
        return entries.first { $0.id == id }
    }

    /// The file of the pane that the cursor is on.
    private static func fileOfRow(_ state: ConsoleState) -> FileSummary? {
        guard case .id(let id)? = state.activeList.selection else { return nil }
        return state.snapshot.files.first { $0.id == id }
    }

    /// The held record of a list that the cursor is on.
    private static func heldRow(_ state: ConsoleState) -> QuarantinePage.Row? {
        guard case .quarantine(let page)? = state.activeAnswer,
            case .id(let id)? = state.activeList.selection
        else { return nil }
        return page.rows.first { $0.id == id }
    }

    /// The group that the cursor is on.
    private static func groupOfRow(_ state: ConsoleState) -> QuarantineGroup? {
        guard case .groups(let groups)? = state.activeAnswer else { return nil }
        return groups.first { GroupColumns.key($0) == state.activeList.selection }
    }

    private static func showMetric(_ state: inout ConsoleState) -> [Effect] {
        guard case .location(let detail)? = state.activeAnswer,
            case .name(let name)? = state.activeList.selection,
            let metric = detail.metrics.first(where: { $0.metric.name == name })?.metric
        else { return [] }
        state.preferences.metric = metric
        return [.save(state.preferences)]
    }

    /// Changes how the chart is looked at; says that it has come to its end where nothing changes.
    private static func changeChart(
        _ state: inout ConsoleState, end: SafeText,
        _ change: (inout ChartView, SeriesFrame) -> Void
    ) -> [Effect] {
        guard case .location(let name, var chart)? = state.screens.last,
            case .location(let detail)? = state.activeAnswer
        else { return [] }
        let before = chart
        change(&chart, detail.frame)
        if chart == before { state.say(end) }
        state.screens[state.screens.count - 1] = .location(name, chart)
        return []
    }

    private static func changeRaw(
        _ state: inout ConsoleState, _ change: (inout RawView) -> Void
    ) -> [Effect] {
        guard case .record(let id, var raw)? = state.screens.last else { return [] }
        change(&raw)
        state.screens[state.screens.count - 1] = .record(id, raw)
        return []
    }

    /// Where the picture stays as it was, nothing lies that way.
    private static func scrollRaw(_ state: inout ConsoleState, by rows: Int) -> [Effect] {
        let before = (state.screens, activePicture(state))
        _ = changeRaw(&state) { $0.scroll = min(9_999, max(-9_999, $0.scroll + rows)) }
        if activePicture(state) == before.1 {
            state.screens = before.0
            state.say("no raw bytes are further \(rows < 0 ? "up" : "down")")
        }
        return []
    }

    private static func activePicture(_ state: ConsoleState) -> String? {
        state.activeVisible.map { place in
            var canvas = state.blankCanvas
            place.view.draw(state, in: place.area, isFocused: true, on: &canvas)
            return canvas.text
        }
    }

    private static func groupBy(_ state: inout ConsoleState, _ name: String?) -> [Effect] {
        guard var view = groups(state) else { return [] }
        view.grouping = name.flatMap { GroupsView.Grouping(rawValue: $0) } ?? view.grouping.next
        state.lists[state.activeSlot] = nil
        state.screens[state.screens.count - 1] = .groups(view)
        return []
    }
}
