internal import SluiceCore

/// Statistics of all metrics by place, added up row by row as those of a file are when it comes in.
///
/// Rows of one chunk in their order give the same bits as then, so that an operation and its undo leave aggregates as they were.
struct PlaceSums {
    private typealias Place = PartialRestatement.Place

    private let places: Set<PartialRestatement.Place>?
    private var table: PartialTable
    private var locations: [Int64] = []
    private var numbers: [Int64: UInt32] = [:]

    /// Sums of `width` metrics; rows of other places than the given ones are passed over, nil takes all.
    init(width: Int, only places: Set<PartialRestatement.Place>? = nil) {
        self.places = places
        table = PartialTable(metricCount: width)
    }

    /// Adds a row of a location in an hour; NaN stands for a metric it does not have.
    mutating func add(_ values: [Double], location: Int64, hour: Int64) {
        guard isWanted(location, hour) else { return }
        if numbers[location] == nil {
            numbers[location] = UInt32(truncatingIfNeeded: locations.count)
            locations.append(location)
        }
        table.add(values, location: numbers[location] ?? 0, hour: hour)
    }

    private func isWanted(_ location: Int64, _ hour: Int64) -> Bool {
        guard let places else { return true }
        return places.contains(Place(location: location, hour: hour))
            || places.contains(Place(location: location, hour: nil))
    }

    /// The places that have values, in the order in which they came, by hour or by location alone.
    func statistics(
        _ form: Condensation
    ) -> [(place: PartialRestatement.Place, values: [MetricStatistics])] {
        let partials = form == .locations ? table.byLocation : table
        let width = partials.metricCount
        return partials.keys.enumerated().compactMap { slot, key in
            let values = Array(partials.statistics[slot * width..<(slot + 1) * width])
            guard values.contains(where: { $0.count > 0 }) else { return nil }
            let place = Place(
                location: locations[Int(key.location)], hour: form == .locations ? nil : key.hour)
            return (place, values)
        }
    }
}
