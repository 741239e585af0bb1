internal import SluiceCore
internal import Testing

@Suite("Throughput meter")
struct ThroughputMeterTests {
    private static let second: UInt64 = 1_000_000_000

    @Test("rates are those of whole seconds and minutes; before the start there is none")
    func rates() {
        var meter = ThroughputMeter(startNanoseconds: 6_000 * Self.second)
        meter.add(files: 2, records: 600, nanoseconds: 6_001 * Self.second)
        meter.add(files: 1, records: 50, nanoseconds: 6_059 * Self.second)
        let now = 6_061 * Self.second
        #expect(meter.filesPerMinute(nowNanoseconds: now) == 3)
        #expect(meter.recordsPerSecond(nowNanoseconds: now) == 5)
        let minutes = meter.perMinute(nowNanoseconds: now)
        #expect(minutes.count == 60)
        #expect(minutes.last == .some(650.0 / 60))
        #expect(minutes.dropLast().allSatisfy { $0 == nil })
    }
}
