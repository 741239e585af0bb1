internal import SluiceCore

/// What a column holds, for sorting, filtering and exports.
package enum ColumnValue: Sendable, Hashable, Comparable {
    /// Nothing; sorted first.
    case none
    /// How long ago a moment was: its microseconds since 1970 UTC, negated, so that the youngest stand first.
    case age(Int64)
    /// A moment in microseconds since 1970 UTC; nothing an operator would compare a number with.
    case moment(Int64)
    /// A number.
    case number(Double)
    /// Text as it stands in the data.
    case text(String)

    /// A value of the data as text, in which bytes that are not UTF-8 read `<FF>`; nothing when there is none.
    package static func bytes(_ bytes: [UInt8]?) -> ColumnValue {
        bytes.map { .text(Sanitiser.safe($0, limit: $0.count).string) } ?? .none
    }

    /// The value as other programs read it: moments, and ages as the moment they count from, as `2026-11-23T12:04:33.000Z`, numbers with all their digits; nil when only
    /// what is shown tells it.
    var exported: SafeText? {
        switch self {
        case .none: nil
        case .age(let negated):
            Sanitiser.safe(UTCText.timestamp(microseconds: -negated))
        case .moment(let microseconds):
            Sanitiser.safe(UTCText.timestamp(microseconds: microseconds))
        case .number(let number):
            Int64(exactly: number).map { SafeText($0) } ?? Sanitiser.safe("\(number)")
        case .text(let text): Sanitiser.safe(text, limit: text.utf8.count)
        }
    }
}
