internal import SluiceCore

/// The vertical axis of a chart: round numbers at every second to fourth row, such that the values fill its height.
struct AxisScale {
    /// What the lowest row stands for.
    private let lowest: Double
    /// How much more each row stands for than the one below it.
    private let unit: Double
    private let rows: Int
    /// The rows below the lowest round number, and those from one to the next.
    private let ticks: (first: Int, apart: Int)
    private let decimals: Int

    /// From what to what round numbers go, times a power of ten: those an eye reads best first.
    private static let steps: [[Double]] = [[1, 2, 5], [2.5, 4], [8]]
    /// How much more of the height numbers that read worse must fill to be taken.
    private static let gain = 1.1

    /// An axis that holds all of these; nil when there are none.
    init?(_ buckets: [LocationDetail.Bucket], rows: Int) {
        guard var low = buckets.map(\.minimum).min(), var high = buckets.map(\.maximum).max(),
            low.isFinite, high.isFinite, rows > 0
        else { return nil }
        self.rows = rows
        if low == high, high.magnitude < 1e300 {
            // A line that is flat lies in the middle.
            let margin = high == 0 ? 1 : high.magnitude / 10
            (low, high) = (low - margin, high + margin)
        }
        // Halves, because the distance of two finite numbers need not be one.
        let half = max(high / 2 - low / 2, high.magnitude * 1e-9, 1e-250)
        let best = Self.steps.reduce(nil as Candidate?) { best, factors in
            let found = Self.best(of: factors, low, high, half, rows)
            guard let best else { return found }
            return found.map { Double($0.filled) > Double(best.filled) * Self.gain ? $0 : best }
                ?? best
        }
        guard let best else {
            // Too few rows for round numbers: the ends have what they stand for.
            let intervals = max(1, rows - 1)
            lowest = low
            unit = min(half / Double(intervals) * 2, .greatestFiniteMagnitude)
            (ticks, decimals) = ((0, intervals), 0)
            return
        }
        (lowest, unit) = (best.bottom * best.unit, best.unit)
        (ticks, decimals) = ((best.firstTick, best.apart), best.decimals)
    }

    /// The row of a value, counted from the top.
    func row(_ value: Double) -> Int {
        let height = ((value / 2 - lowest / 2) / unit * 2).rounded()
        return rows - 1 - Int(min(Double(rows - 1), max(0, height)))
    }

    /// The number at a row; nil for a row without one.
    func label(_ row: Int) -> SafeText? {
        let fromBottom = rows - 1 - row
        guard fromBottom >= ticks.first, (fromBottom - ticks.first) % ticks.apart == 0 else {
            return nil
        }
        let value = (lowest / 2 + unit / 2 * Double(fromBottom)) * 2
        guard value.isFinite else { return nil }
        if value.magnitude >= 1e15 { return Self.powerOfTen(value) }
        let isShort = value.magnitude < 1e5 && decimals < 5
        return isShort ? NumberText.fixed(value, decimals: decimals) : NumberText.short(value)
    }

    /// A large number in seven columns, such as `-2e308`.
    private static func powerOfTen(_ value: Double) -> SafeText {
        var mantissa = value
        var exponent = 0
        while mantissa.magnitude >= 9.5 {
            mantissa /= 10
            exponent += 1
        }
        return "\(NumberText.fixed(mantissa, decimals: 0))e\(exponent)"
    }

    // MARK: The scale

    /// A scale that holds all values.
    private struct Candidate {
        let unit: Double
        /// What the lowest row stands for, in units.
        let bottom: Double
        let apart: Int
        let decimals: Int
        /// The rows from the lowest value to the highest.
        let filled: Int

        /// The rows below the lowest round number.
        var firstTick: Int {
            let rest = Int(bottom.truncatingRemainder(dividingBy: Double(apart)))
            return rest > 0 ? apart - rest : -rest
        }
    }

    /// Of the scales with some steps the one on which the values fill the most rows; nil when none holds them.
    ///
    /// A value stands on the row that is nearest to it, so that the ends may lie half a row beyond the outermost rows.
    private static func best(
        of factors: [Double], _ low: Double, _ high: Double, _ half: Double, _ rows: Int
    ) -> Candidate? {
        var best: Candidate?
        var (power, exponent) = powerOfTen(
            notAbove: min(half / Double(rows), .greatestFiniteMagnitude / 4) * 2)
        for _ in 0..<3 {
            for factor in factors {
                for apart in 2...4 {
                    let unit = factor * power / Double(apart)
                    let bottom = (low / unit).rounded()
                    let filled = (high / unit).rounded() - bottom
                    guard unit.isFinite, filled < Double(rows), Int(filled) > best?.filled ?? -1
                    else { continue }
                    let candidate = Candidate(
                        unit: unit, bottom: bottom, apart: apart,
                        decimals: min(6, max(0, -exponent + (factor == 2.5 ? 1 : 0))),
                        filled: Int(filled))
                    // Two numbers at least, of which a scale can be read; three where there is room.
                    let numbers = rows < 7 ? 2 : 3
                    guard candidate.firstTick + (numbers - 1) * apart < rows else { continue }
                    best = candidate
                }
            }
            (power, exponent) = (power * 10, exponent + 1)
        }
        return best
    }

    private static func powerOfTen(notAbove number: Double) -> (power: Double, exponent: Int) {
        var (power, exponent) = (1.0, 0)
        while power > number { (power, exponent) = (power / 10, exponent - 1) }
        while power * 10 <= number { (power, exponent) = (power * 10, exponent + 1) }
        return (power, exponent)
    }
}
