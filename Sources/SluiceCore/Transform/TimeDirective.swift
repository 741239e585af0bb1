/// What a `%` letter of a time format stands for; the raw value is the letter.
enum TimeDirective: Character, Sendable, Hashable, CaseIterable {
    case year = "Y"
    case shortYear = "y"
    case month = "m"
    case monthName = "b"
    case day = "d"
    case dayOfYear = "j"
    case hour = "H"
    case halfDayHour = "I"
    case halfDay = "p"
    case minute = "M"
    case second = "S"
    case fraction = "f"
    case offset = "z"
    case zoneName = "Z"
    case epochSeconds = "s"
    case epochMilliseconds = "Q"

    /// How many digits it has when it is a plain number; nil when it is read in its own way.
    var width: Int? {
        switch self {
        case .year: 4
        case .dayOfYear: 3
        case .shortYear, .month, .day, .hour, .halfDayHour, .minute, .second: 2
        default: nil
        }
    }

    /// The values a plain number may have; that a day exists in its month is checked later.
    var allowed: ClosedRange<Int> {
        switch self {
        case .year: 1...9_999
        case .month, .halfDayHour: 1...12
        case .day: 1...31
        case .dayOfYear: 1...366
        case .hour: 0...23
        case .minute, .second: 0...59
        default: 0...99
        }
    }

    /// True when one digit will do where two are usual, as long as no other digit can be meant: as `strptime` reads them.
    var mayBeShort: Bool {
        switch self {
        case .month, .day, .hour, .halfDayHour: true
        default: false
        }
    }

    /// True when it is a whole time by itself.
    var isEpoch: Bool { self == .epochSeconds || self == .epochMilliseconds }

    /// True when what it stands for begins with a digit.
    var isDigits: Bool { width != nil || self == .fraction || isEpoch }
}
