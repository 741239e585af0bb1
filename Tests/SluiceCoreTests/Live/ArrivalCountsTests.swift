internal import SluiceCore
internal import Testing

@Suite("Counts of what arrived")
struct ArrivalCountsTests {
    private static let second: UInt64 = 1_000_000_000

    private func window(_ arrivals: [(second: UInt64, records: Int, held: Int)]) -> ArrivalHistory {
        var window = ArrivalHistory()
        for arrival in arrivals {
            window.add(
                records: arrival.records, held: arrival.held, reasons: [:],
                arrivedNanoseconds: arrival.second * Self.second)
        }
        return window
    }

    private func records(_ window: ArrivalHistory, minutes: Int, at second: UInt64) -> Int {
        window.counts(lastMinutes: minutes, nowNanoseconds: second * Self.second).records
    }

    @Test("what arrived counts for one, five and sixty minutes, and then no more")
    func ageing() {
        let window = window([(10_000, 100, 7)])
        for (second, expected) in [
            (10_001, [100, 100, 100]), (10_050, [100, 100, 100]), (10_070, [0, 100, 100]),
            (10_310, [0, 0, 100]), (13_590, [0, 0, 100]), (13_610, [0, 0, 0]),
        ] as [(UInt64, [Int])] {
            #expect([1, 5, 60].map { records(window, minutes: $0, at: second) } == expected)
        }
    }

    @Test("the rate is held by read, and nil when nothing was read")
    func rate() {
        let window = window([(100, 1000, 75), (101, 1000, 25)])
        #expect(window.counts(lastMinutes: 1, nowNanoseconds: 102 * Self.second).rate == 0.05)
        #expect(ArrivalHistory().counts(lastMinutes: 60, nowNanoseconds: 0).rate == nil)
    }

    @Test("slots are used again after an hour without mixing the hours")
    func reuse() {
        let window = window([(5, 1, 0), (3_600 + 5, 2, 0), (50_000, 4, 0), (50_001, 8, 0)])
        #expect(records(window, minutes: 60, at: 50_002) == 12)
        #expect(records(self.window([(5, 1, 0), (3_605, 2, 0)]), minutes: 60, at: 3_606) == 2)
    }

    @Test("a late report of an early arrival counts where it belongs")
    func late() {
        let window = window([(1_000, 1, 0), (900, 2, 0), (10_000, 4, 0), (900, 8, 0)])
        #expect(records(window, minutes: 60, at: 10_000) == 4)
        #expect(records(self.window([(1_000, 1, 0), (900, 2, 0)]), minutes: 5, at: 1_001) == 3)
    }

    @Test("the sum of the last hour equals a plain sum over random arrivals")
    func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<50 {
            var time: UInt64 = 0
            var arrivals: [(second: UInt64, records: Int, held: Int)] = []
            for _ in 0..<200 {
                time += UInt64.random(in: 0...120, using: &generator)
                arrivals.append((time, Int.random(in: 0...9, using: &generator), 0))
            }
            let window = window(arrivals)
            for minutes in [1, 5, 60] {
                let oldest = Int64(time / 5) - Int64(minutes * 12)
                let plain = arrivals.filter { Int64($0.second / 5) > oldest }.map(\.records)
                #expect(records(window, minutes: minutes, at: time) == plain.reduce(0, +))
            }
        }
    }
}
