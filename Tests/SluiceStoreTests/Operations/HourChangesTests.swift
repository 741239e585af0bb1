internal import SluiceCore
@testable internal import SluiceStore
internal import Testing

@Suite struct HourChangesTests {
    private static func move(
        _ changes: inout HourChanges, _ location: String, hour: Int64, _ values: [Double?],
        comes: Bool
    ) {
        let number = changes.number(of: location)
        guard let place = changes.place(location: number, milliseconds: hour * 3_600_000 + 7)
        else { return }
        for (metric, value) in values.enumerated() {
            guard let value else { continue }
            changes.add(value, of: metric, at: place, comes: comes)
        }
    }

    @Test("of each metric only the hours of its own values change")
    func metrics() {
        var changes = HourChanges(metrics: 2)
        Self.move(&changes, "a", hour: 5, [1, nil], comes: true)
        Self.move(&changes, "a", hour: 6, [nil, 2], comes: false)
        Self.move(&changes, "b", hour: -1, [0, 0], comes: true)
        let hours = changes.hours
        #expect(hours["a"]?.map(\.spans) == [[5...5], [6...6]])
        #expect(hours["b"]?.map(\.spans) == [[-1 ... -1], [-1 ... -1]])
    }

    @Test("what comes as it goes changes nothing, whatever the order and the sign of zero")
    func cancelled() {
        var changes = HourChanges(metrics: 1)
        for value in [1, 2, 0.0] { Self.move(&changes, "a", hour: 5, [value], comes: false) }
        for value in [-0.0, 2, 1] { Self.move(&changes, "a", hour: 5, [value], comes: true) }
        #expect(changes.hours.isEmpty)
        Self.move(&changes, "a", hour: 5, [2], comes: true)
        #expect(changes.hours["a"]?.map(\.spans) == [[5...5]])
    }

    @Test("beyond the places that are looked at, the hours of all rows count as changed")
    func bounded() {
        var changes = HourChanges(metrics: 1)
        for hour in 0..<100_010 as Range<Int64> {
            Self.move(&changes, "a", hour: hour, [1], comes: true)
            Self.move(&changes, "a", hour: hour, [1], comes: false)
        }
        #expect(changes.hours["a"]?.map(\.spans) == [[100_000...100_009]])
    }
}
