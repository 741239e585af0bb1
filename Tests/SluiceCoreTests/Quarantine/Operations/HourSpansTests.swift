import SluiceCore
import Testing

@Suite struct HourSpansTests {
    private static func spans(_ hours: some Sequence<Int64>) -> HourSpans {
        hours.reduce(into: HourSpans()) { $0.insert($1) }
    }

    @Test func consecutiveHoursAreOneSpanInAnyOrder() {
        #expect(Self.spans([7, 3, 5, 4, 3, 9, 6]).spans == [3...7, 9...9])
        var spans = Self.spans([0, 10, 20])
        spans.insert(1...19)
        #expect(spans.spans == [0...20])
        spans.insert(Int64.min...(-5))
        spans.insert(.max)
        #expect(spans.spans == [.min ... -5, 0...20, .max ... .max])
    }

    @Test func itKnowsWhichPartsOfEventTimeItTouches() {
        let spans = Self.spans([-1, 5, 6])
        let hour: Int64 = 3_600_000
        #expect(spans.overlaps(milliseconds: -1..<0) && spans.overlaps(milliseconds: -hour..<1))
        #expect(!spans.overlaps(milliseconds: 0..<5 * hour))
        #expect(spans.overlaps(milliseconds: 0..<5 * hour + 1))
        #expect(spans.overlaps(milliseconds: 7 * hour - 1..<9 * hour))
        #expect(!spans.overlaps(milliseconds: 7 * hour..<Int64.max))
        #expect(!spans.overlaps(milliseconds: 5 * hour..<5 * hour))
        #expect(!HourSpans().overlaps(milliseconds: .min ..< .max))
    }

    @Test func beyondTheLimitTheNearestBecomeOne() {
        // Pairs, an hour apart, a day between them.
        let hours = (0..<Int64(HourSpans.limit)).map { $0 / 2 * 24 + $0 % 2 * 2 }
        var spans = Self.spans(hours)
        #expect(spans.spans.count == HourSpans.limit)
        spans.insert(1_000_000)
        #expect(spans.spans.count == HourSpans.limit / 2 + 1)
        #expect(spans.spans[0] == 0...2 && spans.spans.last == 1_000_000...1_000_000)
    }

    @Test func ofGapsThatAreAlikeTheOldestAreClosed() {
        let limit = Int64(HourSpans.limit)
        let spans = Self.spans((0...limit).map { $0 * 24 }).spans
        #expect(spans[0] == 0...limit / 2 * 24 && spans.count == HourSpans.limit / 2 + 1)
        #expect(spans.last == limit * 24...limit * 24)
    }

    @Test func itSaysNoLessThanAPlainSetAndHowManyThereAreIsBounded() {
        var state: UInt64 = 7
        for range in [40, 3_000, 1_000_000] as [Int64] {
            var spans = HourSpans()
            var plain: Set<Int64> = []
            for _ in 0..<400 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let hour = Int64(state >> 33) % (2 * range) - range
                spans.insert(hour)
                plain.insert(hour)
                #expect(spans.spans.count <= HourSpans.limit)
            }
            #expect(plain.allSatisfy { hour in spans.spans.contains { $0.contains(hour) } })
            #expect(
                zip(spans.spans, spans.spans.dropFirst())
                    .allSatisfy { $0.upperBound + 1 < $1.lowerBound })
            if range == 40 { #expect(plain == spans.spans.reduce(into: []) { $0.formUnion($1) }) }
        }
    }
}
