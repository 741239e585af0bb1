/// How stored and held values of a field are spread, in equal steps.
package enum ValueHistogram {
    /// How many steps there are, unless all values are the same.
    package static let stepCount = 40

    /// The steps from the smallest to the largest value; empty without any. Stored counts are multiplied by `scale`.
    ///
    /// Whole numbers have steps of whole numbers: where they are few, one for each.
    ///
    /// Held values may be anything, -999 among them: of these the outermost hundredths count with the first and last step.
    /// Linear, but for sorting the held values.
    package static func bins(
        stored: [Double], held: [Double], scale: Double = 1
    ) -> [RuleTrial.Bin] {
        let sorted = held.filter(\.isFinite).sorted()
        let edge = sorted.count / 100
        var low = Double.infinity
        var high = -Double.infinity
        for value in stored {
            low = min(low, value)
            high = max(high, value)
        }
        if let first = sorted.dropFirst(edge).first, let last = sorted.dropLast(edge).last {
            low = min(low, first)
            high = max(high, last)
        }
        guard low <= high, (high - low).isFinite else { return [] }
        let isWhole = isWhole(low, high) && stored.allSatisfy(isWhole) && sorted.allSatisfy(isWhole)
        let step =
            isWhole
            ? ((high - low + 1) / Double(stepCount)).rounded(.up) : (high - low) / Double(stepCount)
        let count = isWhole ? Int((high - low) / step) + 1 : low == high ? 1 : stepCount
        var bins = (0..<count).map { index in
            let start = low + Double(index) * step
            let end = isWhole ? start + step - 1 : low + Double(index + 1) * step
            return RuleTrial.Bin(
                start: start, end: index + 1 == count ? high : end, stored: 0, held: 0)
        }
        let place = { (value: Double) -> Int in
            step == 0 ? 0 : Int(max(0, min(Double(count - 1), (value - low) / step)))
        }
        for value in stored { bins[place(value)].stored += 1 }
        for value in sorted { bins[place(value)].held += 1 }
        if scale != 1 {
            for index in bins.indices {
                bins[index].stored = Int((Double(bins[index].stored) * scale).rounded())
            }
        }
        return bins
    }

    /// True for bounds that are whole numbers near enough to be counted in whole steps.
    private static func isWhole(_ low: Double, _ high: Double) -> Bool {
        isWhole(low) && isWhole(high) && low.magnitude < 1e15 && high.magnitude < 1e15
    }

    private static func isWhole(_ value: Double) -> Bool { value == value.rounded() }
}
