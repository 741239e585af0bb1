package import SluiceCore

extension SeriesFrame {
    /// How many readings are ahead of the clock, in words; nil when none is.
    package var aheadText: SafeText? {
        guard readingsAhead > 0 else { return nil }
        let count = NumberText.grouped(readingsAhead)
        let isMore = readingsAhead >= Self.aheadLimit
        let noun: SafeText =
            isMore ? "or more readings" : readingsAhead == 1 ? "reading" : "readings"
        return "\(count) \(noun) ahead of the clock"
    }
}
