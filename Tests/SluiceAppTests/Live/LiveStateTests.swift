internal import SluiceApp
internal import SluiceCore
internal import SluicePipeline
internal import Testing

@Suite("Live state")
struct LiveStateTests {
    private func moment(second: UInt64) -> LiveState.Moment {
        LiveState.Moment(
            nanoseconds: second * 1_000_000_000, wallMicroseconds: Int64(second) * 1_000_000)
    }

    private var state: LiveState {
        LiveState(
            limits: AlertLimits(), catalog: DatasetCatalog(), now: moment(second: 600)
        ) { _ in 0 }
    }

    @Test("a big file is in the rates while it is read, not only once committed")
    func readingCounts() {
        var state = state
        var pipeline = PipelineSnapshot()
        for (second, records) in [(601, 1_000), (602, 3_000), (603, 3_000)] as [(UInt64, Int)] {
            pipeline.recordsRead = records
            _ = state.snapshot(pipeline, now: moment(second: second))
        }
        #expect(state.snapshot(pipeline, now: moment(second: 604)).recordsPerSecond == 300)
        let later = state.snapshot(pipeline, now: moment(second: 661))
        #expect(later.recordsPerSecond == 0)
        #expect(later.throughput.last == .some(50))
    }

    @Test("the alert of a full disk stands while its room cannot be measured")
    func unmeasured() {
        var state = state
        func observation(_ second: UInt64, free: Int?) -> AlertObservation {
            let now = moment(second: second)
            var observation = AlertObservation(
                nanoseconds: now.nanoseconds, wallMicroseconds: now.wallMicroseconds,
                pipeline: PipelineSnapshot())
            observation.freeBytes = free
            return observation
        }
        #expect(state.observe(observation(601, free: 10)).count == 1)
        #expect(state.observe(observation(602, free: nil)).isEmpty)
        #expect(state.observe(observation(603, free: 1 << 50)).count == 1)
    }

    @Test("what an operation restated is in the picture until another moves aggregates")
    func restated() {
        var state = state
        var hours = HourSpans()
        hours.insert(493_000)
        func restatement(_ batch: Int64?, _ hours: [HourSpans], leftOut: Bool = false)
            -> Restatement?
        {
            var report = OperationReport()
            (report.batch, report.leavesOutEffects) = (batch, leftOut)
            report.effects = hours.map {
                AggregateEffect(
                    location: "103", metric: "mood_score", before: MetricStatistics(),
                    after: MetricStatistics(), hours: $0)
            }
            let receipt = OperationReceipt(
                report: report, files: [], ledger: [], heldEntries: 0, rules: .unchanged)
            let request = OperationRequest(.undo(batch: nil), actor: "policy")
            _ = state.take(.operated(request, receipt), now: moment(second: 601))
            return state.snapshot(PipelineSnapshot(), now: moment(second: 602)).restatement
        }
        #expect(restatement(7, [hours])?.hours(of: "mood_score", at: "103") == hours)
        #expect(restatement(8, [])?.batch == 7)
        let leftOut = restatement(9, [], leftOut: true)
        #expect(leftOut?.hours(of: "mood_score", at: "103").isEmpty == true)
    }
}
