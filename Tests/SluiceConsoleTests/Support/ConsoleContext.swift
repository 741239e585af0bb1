import SluiceConsole
import SluiceCore
import Testing

/// A situation in which keys are pressed.
struct ConsoleContext: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let state: ConsoleState

    private init(
        _ name: String, _ keys: String = "", _ snapshot: StationSnapshot? = SampleStation.busy,
        store: @escaping (StationQuery) -> StationAnswer? = { SampleStore.answer($0) }
    ) {
        var script = ConsoleScript(snapshot, store: store)
        script.press(keys)
        testDescription = name
        state = script.state
    }

    private init(
        _ name: String, _ screen: Screen, _ answer: StationAnswer? = nil, keys: String = ""
    ) {
        var script = DrillScript(screen, answer, columns: 120, rows: 40)
        script.press(keys)
        testDescription = name
        state = script.state
    }

    /// The situations an operator is in most.
    static let all: [ConsoleContext] =
        PaneID.allCases.map { ConsoleContext("pane \($0.rawValue)", "\($0.rawValue)") } + [
            ConsoleContext("zoomed", "z"), ConsoleContext("filtered", "/ 0 Enter"),
            ConsoleContext("filtered and zoomed", "z / 0 Enter"),
            ConsoleContext("a file", "j Enter"), ConsoleContext("a preview", "4 r"),
            ConsoleContext("the journal", "J"), ConsoleContext("a file's preview", "j R"),
            ConsoleContext("frozen", "p"),
            ConsoleContext("an empty station", "", SampleStation.empty),
            ConsoleContext("before the first picture", "", nil),
            ConsoleContext("attached", "", changed { $0.access = .attached }),
            ConsoleContext("read only", "", changed { $0.access = .readOnly }),
            ConsoleContext(
                "a feed runs", "", changed { $0.feed = .running(files: 1, perMinute: 12) }),
        ]

    /// These, lists with nothing in them, and each drill-down in each of its states.
    static let everywhere: [ConsoleContext] =
        all + empty + desk
        + (DrillDownTests.ordinary + DrillDownTests.special).map {
            ConsoleContext($0.name, $0.screen, $0.answer)
        }

    private static let empty = [
        ConsoleContext("no location", "3") { query in
            guard case .locations(var page)? = SampleStore.answer(query) else { return nil }
            page.rows = []
            return .locations(page)
        },
        ConsoleContext("no alert", "6", changed { $0.alerts = [] }),
        ConsoleContext("seen alerts", "6", changed { $0.alerts.removeAll { !$0.isAcknowledged } }),
        ConsoleContext("nothing held", "4", changed { $0.heldRecords = 0 }),
        ConsoleContext("nothing passes", "1 / z z z Enter"),
        ConsoleContext("locations awaited", "3") { _ in nil },
        ConsoleContext("records awaited", "4") { _ in nil },
        ConsoleContext("no chart", "2", SampleStation.empty),
        ConsoleContext("searched", "1 F3 s e n s o r Enter"),
        ConsoleContext("many marked", "4 Space Space"),
        ConsoleContext("an arriving file", "1 Home"),
        ConsoleContext("waiting groups", .groups(GroupsView())),
        ConsoleContext("a waiting location", .location("104")),
    ]

    private static let desk: [ConsoleContext] = {
        let repair = OperationRequest(
            .repair(
                .entries(Array(80...116)),
                [FieldRepair(field: "temperature_celsius", change: .expression("v / 10"))]),
            actor: "operator")
        let limits = OperationRequest(
            .changeRules(
                dataset: "university",
                [RuleChange(field: "mood_score", minimum: -3, maximum: 5)], holdsRows: false),
            actor: "operator")
        func preview(
            _ name: String, _ request: OperationRequest, _ answer: StationAnswer?,
            keys: String = ""
        ) -> ConsoleContext {
            ConsoleContext(
                name, .operation(OperationView(request: request, scope: "of it")), answer,
                keys: keys)
        }
        let rules = Screen.rules(dataset: "university")
        return [
            ConsoleContext(
                "the editor", .edit(EditView(entry: 118)), .record(SampleDesk.record())),
            preview("a repair", repair, .preview(SampleDesk.repair)),
            preview("a repair awaited", repair, nil),
            preview("a refused repair", repair, .failed("there is no such field")),
            preview("a repair at work", repair, .preview(SampleDesk.repair), keys: "3 4 Enter"),
            preview("other limits", limits, .preview(SampleDesk.freed)),
            preview("other limits at work", limits, .preview(SampleDesk.freed), keys: "7 5 Enter"),
            ConsoleContext("a rule with limits", rules, .rules(SampleDesk.rules), keys: "j j"),
            ConsoleContext(
                "a rule that is tried", rules, .rules(SampleDesk.rules),
                keys: "j j Enter ^U 1 Enter"),
            ConsoleContext("the journal with batches", .journal, .journal(SampleDesk.journal)),
            ConsoleContext("a batch", .batch(57), .batch(SampleDesk.batch)),
        ]
    }()

    private static func changed(_ body: (inout StationSnapshot) -> Void) -> StationSnapshot {
        var snapshot = SampleStation.busy
        body(&snapshot)
        return snapshot
    }
}
