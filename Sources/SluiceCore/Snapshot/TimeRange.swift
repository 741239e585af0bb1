/// How far back in event time a chart looks from the newest reading.
package enum TimeRange: String, Sendable, CaseIterable {
    /// One hour, from the rows.
    case hour = "1 h"
    /// Six hours, from the rows.
    case sixHours = "6 h"
    /// A day, from the rows where they are few enough.
    case day = "24 h"
    /// A week, from the hourly partials.
    case week = "7 d"
    /// All there is, from the hourly partials.
    case all = "all"

    /// The range of its name, with or without the blank, in any letter case: `24h`, `24 H`.
    package init?(named text: String) {
        func word(_ text: String) -> String { text.filter { $0 != " " }.lowercased() }
        guard let range = Self.allCases.first(where: { word($0.rawValue) == word(text) }) else {
            return nil
        }
        self = range
    }

    /// Its name as one word, `24h`, for where blanks part words.
    package var word: String { rawValue.filter { $0 != " " } }

    /// Its length in seconds; nil for all.
    package var seconds: Int? {
        switch self {
        case .hour: 3_600
        case .sixHours: 21_600
        case .day: 86_400
        case .week: 604_800
        case .all: nil
        }
    }
}
