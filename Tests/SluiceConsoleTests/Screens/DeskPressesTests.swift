import SluiceConsole
import SluiceCore
import Testing

/// How few keys the work of the quarantine desk takes, from the main screen on.
@Suite struct DeskPressesTests {
    /// The rules of the real file, and what they hold.
    private static func realFile() -> DeskScript.Desk {
        DeskScript.Desk(
            answer: { query in
                switch query {
                case .rules: .rules(SampleDesk.rules)
                case .trial(_, let changes): .trial(SampleDesk.trial(changes))
                case .preview(let request): .preview(preview(request))
                default: SampleStore.answer(query)
                }
            },
            operate: { _ in
                var report = SampleDesk.freed
                report.batch = 1
                return .operated(report)
            })
    }

    private static func preview(_ request: OperationRequest) -> OperationReport {
        guard request.operation.isReversal else { return SampleDesk.freed }
        var report = OperationReport()
        (report.counts.restored, report.counts.changed) = (75, 75)
        report.reversed = JournalEntry(
            id: 1, microseconds: SampleStation.now, actor: "ada", action: "rules", batch: 1,
            count: 75)
        return report
    }

    @Test func theRulesOfTheRealFileAreChangedAndChangedBackInTwentyFivePresses() {
        var script = DeskScript(Self.realFile())
        script.press("W G Enter Tab ^U 2 Enter k k k Enter ^U - 3")
        #expect(script.text.contains("free 75 held records"))
        script.press("Enter w")
        #expect(script.text.contains("Type 75 and Enter"))
        script.press("7 5 Enter")
        #expect(
            script.operations == [
                .changeRules(
                    dataset: "university",
                    [
                        RuleChange(field: "mental_health_status", minimum: 0, maximum: 2),
                        RuleChange(field: "mood_score", minimum: -3, maximum: 5),
                    ], holdsRows: false)
            ])
        #expect(script.state.notice?.text.string.contains("75 stored") == true)
        script.press("u 7 5 Enter")
        #expect(script.operations.last == .undo(batch: 1))
        #expect(script.presses <= 25, "\(script.presses) presses")
    }

    /// Twelve groups of faults: the largest with a suggestion, others that are repaired or discarded by hand.
    private final class Heap: @unchecked Sendable {  // one test has it
        var groups: [QuarantineGroup] = []

        init() {
            let counts = [2_400, 1_900, 1_500, 1_100, 900, 700, 500, 400, 300, 150, 100, 50]
            groups = counts.enumerated().map { number, count in
                var key = QuarantineGroup.Key()
                key.code = number % 3 == 2 ? .date : number % 3 == 1 ? .number : .range
                key.field = number % 3 == 2 ? "timestamp" : "field_\(number)"
                key.shape = String(repeating: "9", count: number + 1)
                var group = QuarantineGroup(
                    key: key, count: count, exampleID: Int64(number), exampleValue: [0x39])
                group.exampleColumn = key.field
                return group
            }
        }

        func answer(_ query: StationQuery) -> StationAnswer? {
            switch query {
            case .groups: return .groups(groups)
            case .preview(let request): return .preview(report(request))
            default: return SampleStore.answer(query)
            }
        }

        func operate(_ request: OperationRequest) -> StationReply {
            let done = report(request)
            if let key = key(request) { groups.removeAll { $0.key == key } }
            return .operated(done)
        }

        private func key(_ request: OperationRequest) -> QuarantineGroup.Key? {
            switch request.operation {
            case .repair(.matching(let query), _), .discard(.matching(let query)): query.group
            default: nil
            }
        }

        private func report(_ request: OperationRequest) -> OperationReport {
            var report = OperationReport()
            let count = groups.first { $0.key == key(request) }?.count ?? 0
            if case .discard = request.operation {
                report.counts.discarded = count
            } else {
                report.counts.stored = count
            }
            report.counts.changed = count
            return report
        }
    }

    @Test func tenThousandMixedBadRecordsAreWorkedOffInOneHundredAndFiftyPresses() {
        let heap = Heap()
        var script = DeskScript(
            DeskScript.Desk(answer: { heap.answer($0) }, operate: { heap.operate($0) }))
        script.press("4 f")
        while let group = heap.groups.first {
            if group.key.code == .date {
                script.press("d")
            } else {
                script.press("E")
                script.type(group.key.code == .range ? "v/10" : "\"1\"")
                script.press("Enter")
            }
            script.type(String(group.count))
            script.press("Enter")
            guard script.operations.count <= 12 else { break }
        }
        #expect(heap.groups.isEmpty)
        #expect(script.operations.count == 12)
        #expect(script.presses < 150, "\(script.presses) presses")
    }
}
