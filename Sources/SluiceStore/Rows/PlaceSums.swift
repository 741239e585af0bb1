internal import SluiceCore

/// Statistics of all metrics by place, added up row by row: one search a row, whatever the number of metrics.
struct PlaceSums {
    private let width: Int
    private let takesNew: Bool
    private var slots: [PartialRestatement.Place: Int] = [:]
    private var values: [MetricStatistics] = []

    /// Sums of `width` metrics; rows of other places than the given ones are passed over, nil takes all.
    init(width: Int, only places: Set<PartialRestatement.Place>? = nil) {
        self.width = width
        takesNew = places == nil
        for place in places ?? [] { makeSlot(place) }
    }

    /// Adds a row, whose metrics are asked for by index; nil where it has none.
    mutating func add(
        at place: PartialRestatement.Place, _ value: (_ index: Int) -> Double?
    ) {
        guard let slot = slots[place] ?? (takesNew ? makeSlot(place) : nil) else { return }
        for index in 0..<width {
            if let value = value(index) { values[slot + index].add(value) }
        }
    }

    /// The places that have values.
    var statistics: [PartialRestatement.Place: [MetricStatistics]] {
        slots.mapValues { Array(values[$0..<($0 + width)]) }
            .filter { $0.value.contains { $0.count > 0 } }
    }

    @discardableResult
    private mutating func makeSlot(_ place: PartialRestatement.Place) -> Int {
        let slot = values.count
        slots[place] = slot
        values.append(contentsOf: repeatElement(MetricStatistics(), count: width))
        return slot
    }
}
