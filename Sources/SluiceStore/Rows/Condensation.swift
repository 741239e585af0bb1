internal import SluiceCore

/// In which form a file's aggregates are written; the raw values are those of `ledger.condensed`.
///
/// Partials are written where they save reading: from four rows a partial on. Files of few rows a partial (50 rows over
/// 50 locations) have none: writing those would cost as much as the rows, and reading the rows costs no more.
enum Condensation: Int {
    /// No partials: aggregates are computed from the rows.
    case none = 0
    /// One partial per chunk, location and hour.
    case hours = 1
    /// One partial per chunk and location; where an hour has too few rows.
    case locations = 2

    /// The form for the chunks of a file, or the first of a big one.
    init(for chunks: [RecordChunk], _ layout: DatasetLayout?) {
        let rows = chunks.reduce(0) { $0 + $1.count }
        let hours = chunks.reduce(0) { $0 + $1.partials.keys.count }
        let locations = chunks.reduce(0) { $0 + $1.locationNames.count }
        if layout?.hasPartials != true || rows == 0 {
            self = .none
        } else if hours * 4 <= rows {
            self = .hours
        } else {
            self = locations * 4 <= rows ? .locations : .none
        }
    }

    /// The partials of a chunk in this form; nil when there are none.
    func partials(of chunk: RecordChunk) -> PartialTable? {
        switch self {
        case .none: return nil
        case .hours: return chunk.partials
        case .locations: return chunk.partials.byLocation
        }
    }
}
