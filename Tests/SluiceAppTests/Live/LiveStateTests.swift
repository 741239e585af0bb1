internal import SluiceApp
internal import SluiceCore
internal import Testing

@Suite("Live state")
struct LiveStateTests {
    private func moment(second: UInt64) -> LiveState.Moment {
        LiveState.Moment(
            nanoseconds: second * 1_000_000_000, wallMicroseconds: Int64(second) * 1_000_000)
    }

    @Test("a big file is in the rates while it is read, not only once committed")
    func readingCounts() {
        var state = LiveState(
            limits: AlertLimits(), catalog: DatasetCatalog(), now: moment(second: 600)
        ) { _ in 0 }
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
}
