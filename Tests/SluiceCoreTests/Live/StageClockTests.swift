internal import SluiceCore
internal import Testing

@Suite("Stage clock")
struct StageClockTests {
    @Test("median and slowest are those of the last two hundred")
    func timings() {
        var clock = StageClock()
        #expect(clock.timings { _ in 0 }.isEmpty)
        for number in 1...400 { clock.add(.parse, nanoseconds: UInt64(number) * 1_000_000) }
        let timing = clock.timings { $0 == .parse ? 7 : 0 }
        #expect(timing.map(\.stage) == [.parse] && timing.map(\.queue) == [7])
        #expect(timing.first?.medianMilliseconds == 301)
        #expect(timing.first?.slowestMilliseconds == 399)
    }
}
