internal import SluiceCore

/// What charts and sparklines show, of which metric, how far back.
enum ChartActions {
    static let all: [Action] = [
        Action(
            "next-metric", keys: ["m", "]"], hint: "metric", help: "next metric",
            section: .screen, footer: 45,
            arguments: [
                Action.Argument(
                    "metric", choices: { state in state.snapshot.metrics.map { state.label($0) } },
                    check: { name, state in
                        state.snapshot.metrics.contains { state.label($0) == name }
                            ? nil : "there is no such metric"
                    })
            ], applies: atMetric, whyDisabled: { $0.whyNothingYet },
            perform: { state, names in step(&state, by: 1, to: names.first) }),
        Action(
            "previous-metric", keys: ["["], hint: "metric", help: "previous metric",
            section: .screen, applies: atMetric, whyDisabled: { $0.whyNothingYet },
            perform: { state, _ in step(&state, by: -1, to: nil) }),
        Action(
            "arrival-range", keys: ["t"], hint: "range",
            help: "range of the error rate", section: .screen, footer: 23,
            arguments: [
                Action.Argument(
                    "range", choices: { _ in arrivalRanges.map(\.word) },
                    check: { text, _ in
                        TimeRange(named: text).map { arrivalRanges.contains($0) } ?? false
                            ? nil : "there is no such range"
                    })
            ],
            applies: inErrorRate,
            perform: { state, names in arrivalRange(&state, names.first) }),
        Action(
            "range", keys: ["t"], hint: "range", help: "how far back charts look",
            section: .screen, footer: 46,
            arguments: [
                Action.Argument(
                    "range", choices: { _ in TimeRange.allCases.map(\.word) },
                    check: { text, _ in
                        TimeRange(named: text) == nil ? "there is no such range" : nil
                    })
            ], applies: atMetric, whyDisabled: { $0.whyNothingYet },
            perform: { state, names in range(&state, names.first) }),
        Action(
            "chart-right", keys: ["l", "Right"], hint: "cursor", help: "chart: later",
            section: .move, applies: inErrorRate, whyDisabled: whyNoChart,
            perform: { state, _ in point(&state, by: -1) }),
        Action(
            "chart-left", keys: ["h", "Left"], hint: "cursor", help: "chart: earlier",
            section: .move, footer: 24, applies: inErrorRate, whyDisabled: whyNoChart,
            perform: { state, _ in point(&state, by: 1) }),
        Action(
            "end-cursor", keys: ["Esc"], hint: "whole rate", help: "chart: without the cursor",
            section: .move,
            applies: inErrorRate.part("with a cursor in the error rate") { state in
                state.list(state.activeSlot).chartCursor != nil
            },
            perform: { state, _ in
                state.lists[state.activeSlot, default: ListState()].chartCursor = nil
                return []
            }),
        Action(
            "zoom-in", keys: ["+", "="], hint: "shorter", help: "chart: half as long",
            section: .screen, footer: 25, applies: inErrorRate, whyDisabled: whyNoChart,
            perform: { state, _ in zoom(&state) { min(3, $0 + 1) } }),
        Action(
            "zoom-out", keys: ["-"], hint: "longer", help: "chart: twice as long",
            section: .screen, applies: inErrorRate, whyDisabled: whyNoChart,
            perform: { state, _ in zoom(&state) { max(0, $0 - 1) } }),
    ]

    /// The ranges of the error rate.
    private static let arrivalRanges: [TimeRange] = [.hour, .sixHours, .day, .week]

    private static func arrivalRange(_ state: inout ConsoleState, _ name: String?) -> [Effect] {
        let now = arrivalRanges.firstIndex(of: state.preferences.arrivalRange) ?? 0
        state.preferences.arrivalRange =
            name.flatMap { TimeRange(named: $0) }
            ?? arrivalRanges[(now + 1) % arrivalRanges.count]
        return [.save(state.preferences)]
    }

    /// Where a metric is shown over event time.
    private static let atMetric = Action.Place.only("where a metric is shown") { state in
        !state.snapshot.metrics.isEmpty
            && (state.screens.isEmpty || DrillActions.onLocation(state))
    }

    private static let inErrorRate = Action.Place.only("in the error rate") {
        $0.screens.isEmpty && $0.focus == .errorRate
    }

    private static func whyNoChart(_ state: ConsoleState) -> SafeText? {
        state.activeView.chartLength(state) > 0 ? nil : noChart
    }

    /// What is said at the ends of a chart, and of its zoom.
    static let oldestBucket: SafeText = "the oldest bucket is reached"
    static let newestBucket: SafeText = "the newest bucket is reached"
    static let wholeRange: SafeText = "the whole range is shown, t: a longer one"

    /// What is said where a chart has nothing to show yet.
    static let noChart: SafeText = "there is no chart yet"

    private static func step(
        _ state: inout ConsoleState, by count: Int, to name: String?
    ) -> [Effect] {
        guard let shown = state.shownMetric else { return [] }
        let all = state.snapshot.metrics
        // A location that is open has the metrics of its dataset, and of no other.
        let near = state.screens.isEmpty ? all : all.filter { $0.dataset == shown.dataset }
        guard let now = near.firstIndex(of: shown) else { return [] }
        let named = name.flatMap { name in all.first { state.label($0) == name } }
        state.preferences.metric = named ?? near[(now + count + near.count) % near.count]
        return [.save(state.preferences)]
    }

    private static func range(_ state: inout ConsoleState, _ name: String?) -> [Effect] {
        let all = TimeRange.allCases
        let now = all.firstIndex(of: state.preferences.range) ?? 0
        state.preferences.range =
            name.flatMap { TimeRange(named: $0) } ?? all[(now + 1) % all.count]
        return [.save(state.preferences)]
    }

    private static func point(_ state: inout ConsoleState, by count: Int) -> [Effect] {
        let length = state.activeView.chartLength(state)
        let slot = state.activeSlot
        let now = state.list(slot).chartCursor
        let next = min(max(0, now.map { $0 + count } ?? 0), length - 1)
        if next == now { state.say(count < 0 ? newestBucket : oldestBucket) }
        state.lists[slot, default: ListState()].chartCursor = next
        return []
    }

    private static func zoom(
        _ state: inout ConsoleState, to level: (Int) -> Int
    ) -> [Effect] {
        let slot = state.activeSlot
        let now = state.list(slot).zoom
        let next = level(now)
        if next == now {
            state.say(now == 0 ? wholeRange : "no shorter part of the range is shown")
        }
        state.lists[slot, default: ListState()].zoom = next
        let length = state.activeView.chartLength(state)
        if let cursor = state.list(slot).chartCursor, cursor >= length {
            state.lists[slot, default: ListState()].chartCursor = max(0, length - 1)
        }
        return []
    }
}
