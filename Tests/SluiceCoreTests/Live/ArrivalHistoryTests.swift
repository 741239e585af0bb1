internal import SluiceCore
internal import Testing

@Suite("Arrival history")
struct ArrivalHistoryTests {
    private static let second: UInt64 = 1_000_000_000

    @Test("minutes without files are gaps, and reasons are those of the hour")
    func series() {
        var history = ArrivalHistory()
        history.add(
            records: 100, held: 4, reasons: [.range: 3, .null: 1],
            arrivedNanoseconds: 36_000 * Self.second)
        history.add(
            records: 100, held: 2, reasons: [.null: 2], arrivedNanoseconds: 36_130 * Self.second)
        let series = history.series(
            nowNanoseconds: 36_131 * Self.second, wallOffsetMicroseconds: 5_000_000)
        #expect(series.buckets.count == 60)
        #expect(series.buckets.suffix(3).map(\.rate) == [0.04, nil, 0.02])
        #expect(series.buckets.dropLast(3).allSatisfy { $0.rate == nil })
        #expect(series.reasons == [ReasonCount(.null, 3), ReasonCount(.range, 3)])
        #expect(series.endMicroseconds == (36_180 + 5) * 1_000_000)
        #expect(series.current == 0.03 && series.previous == nil)
    }

    @Test("the chart stands still within a minute")
    func still() {
        let history = ArrivalHistory()
        let first = history.series(nowNanoseconds: 600 * Self.second, wallOffsetMicroseconds: 0)
        let second = history.series(nowNanoseconds: 659 * Self.second, wallOffsetMicroseconds: 0)
        #expect(first == second)
    }

    @Test("the rate of five minutes and of the five before")
    func rates() {
        var history = ArrivalHistory()
        history.add(
            records: 10, held: 1, reasons: [:], arrivedNanoseconds: 1_000 * Self.second)
        #expect(history.rate(nowNanoseconds: 1_001 * Self.second) == 0.1)
        #expect(history.rate(nowNanoseconds: 1_400 * Self.second) == nil)
        #expect(history.rate(nowNanoseconds: 1_400 * Self.second, before: true) == 0.1)
    }

    @Test("what the database knows of the hour before is part of the chart")
    func recall() {
        var history = ArrivalHistory()
        let offset: Int64 = 1_000_000_000_000_000
        let frame = ArrivalFrame(hourBefore: offset + 36_000_000_000)
        var buckets = Array(repeating: ArrivalCounts(), count: frame.count)
        (buckets[708].counts.records, buckets[708].counts.held) = (100, 25)
        buckets[708].reasons = [.range: 20, .null: 5]
        history.recall(buckets, of: frame, wallOffsetMicroseconds: offset)
        let series = history.series(
            nowNanoseconds: 36_001 * Self.second, wallOffsetMicroseconds: offset)
        #expect(series.buckets.suffix(2).map(\.records) == [100, 0])
        #expect(series.reasons == [ReasonCount(.range, 20), ReasonCount(.null, 5)])
        #expect(series.current == 0.25)
    }

    @Test("what came before the machine's own clock began is passed over")
    func recallBeforeBoot() {
        var history = ArrivalHistory()
        let frame = ArrivalFrame(hourBefore: 2_000_000_000)
        var bucket = ArrivalCounts()
        bucket.counts.records = 100
        history.recall(
            Array(repeating: bucket, count: frame.count), of: frame,
            wallOffsetMicroseconds: 1_990_000_000)
        #expect(history.rate(nowNanoseconds: 10 * Self.second) == 0)
        let series = history.series(
            nowNanoseconds: 10 * Self.second, wallOffsetMicroseconds: 1_990_000_000)
        #expect(series.buckets.reduce(0) { $0 + $1.records } == 100)
    }
}
