internal import SluiceCore

/// In which hours the readings of locations become others, metric by metric, by rows that come and rows that go.
///
/// A row that goes and one that comes with the same values in the same hour cancel each other: of each hour a sum of hashes is kept,
/// whatever the order. Memory is bounded: beyond ``placeLimit`` places the hours of all rows count as changed.
struct HourChanges {
    /// Most places, each an hour of a location, that are looked at one by one.
    private static let placeLimit = 100_000

    private struct Place: Hashable {
        let location: Int
        let hour: Int64
    }

    private let width: Int
    private var locations: [String: Int] = [:]
    private var places: [Place: Int] = [:]
    /// Sums of hashes by place and metric.
    private var sums: [UInt64] = []
    /// The place of the row before: rows come in the order of time.
    private var last: (place: Place, first: Int)?
    /// Hours of rows at places that are not looked at, by location.
    private var others: [Int: HourSpans] = [:]

    /// Nothing changed yet of so many metrics.
    init(metrics: Int) { width = metrics }

    /// The number of a location.
    mutating func number(of location: String) -> Int {
        if let known = locations[location] { return known }
        locations[location] = locations.count
        return locations.count - 1
    }

    /// Where the sums of a row's hour begin, for ``add(_:of:at:comes:)``; nil where its hour counts as changed whatever it holds.
    mutating func place(location: Int, milliseconds: Int64) -> Int? {
        let place = Place(
            location: location, hour: PartialTable.hour(ofMilliseconds: milliseconds))
        if let last, last.place == place { return last.first }
        guard let first = places[place] ?? newPlace(place) else {
            others[location, default: HourSpans()].insert(place.hour)
            return nil
        }
        last = (place, first)
        return first
    }

    /// Takes in a value of a row that comes, or else goes.
    mutating func add(_ value: Double, of metric: Int, at place: Int, comes: Bool) {
        let hash = Self.hash(value)
        sums[place + metric] = comes ? sums[place + metric] &+ hash : sums[place + metric] &- hash
    }

    /// The hours that changed, metric by metric, of the locations that have any. Sorts the places.
    var hours: [String: [HourSpans]] {
        var found: [[HourSpans]?] = Array(repeating: nil, count: locations.count)
        for (location, hours) in others { found[location] = Array(repeating: hours, count: width) }
        let changed = places.filter { place in
            (0..<width).contains { sums[place.value + $0] != 0 }
        }.sorted { ($0.key.location, $0.key.hour) < ($1.key.location, $1.key.hour) }
        for (place, first) in changed {
            var spans = found[place.location] ?? Array(repeating: HourSpans(), count: width)
            found[place.location] = nil
            for metric in 0..<width where sums[first + metric] != 0 {
                spans[metric].insert(place.hour)
            }
            found[place.location] = spans
        }
        return locations.compactMapValues { found[$0] }
    }

    private mutating func newPlace(_ place: Place) -> Int? {
        guard places.count < Self.placeLimit else { return nil }
        let first = sums.count
        places[place] = first
        sums.append(contentsOf: repeatElement(0, count: width))
        return first
    }

    /// Spreads the bits of a number (the finaliser of SplitMix64), so that sums of different numbers differ; both zeros are one.
    private static func hash(_ value: Double) -> UInt64 {
        var bits = (value + 0).bitPattern &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}
