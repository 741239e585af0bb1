internal import SluiceCore

/// The columns of a university file in the order of the real one.
enum UniversityColumn: Int, CaseIterable, Sendable {
    case timestamp
    case location
    case temperature
    case humidity
    case airQuality
    case noise
    case lighting
    case crowd
    case stress
    case sleep
    case mood
    case status

    /// The columns that hold numbers.
    static let numbers = Array(allCases.dropFirst(2))
    /// The columns that hold whole numbers.
    static let wholeNumbers: [Self] = [.airQuality, .crowd, .stress, .status]
    /// The columns that hold numbers with decimals.
    static let decimals = numbers.filter { !wholeNumbers.contains($0) }
    /// The columns whose cell must not be empty.
    static let required = allCases.filter { $0 != .humidity && $0 != .airQuality }

    /// The header record without its line end.
    static let header = Array(
        Dataset.university.fields.map(\.name).joined(separator: ",").utf8)

    /// What the compiled-in dataset allows, in tenths; nil for a column that is no number.
    var rangeInTenths: ClosedRange<Int>? { Self.ranges[rawValue] }

    private static let ranges: [ClosedRange<Int>?] = Dataset.university.fields.map { field in
        guard let minimum = field.constraints.minimum, let maximum = field.constraints.maximum
        else { return nil }
        return Int(minimum * 10)...Int(maximum * 10)
    }
}
