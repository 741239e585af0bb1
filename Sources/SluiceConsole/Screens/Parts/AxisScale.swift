internal import SluiceCore

/// The vertical axis of a chart: round numbers at every other row, the largest in the first.
struct AxisScale {
    private let lowest: Double
    private let step: Double
    private let rows: Int
    private let decimals: Int

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
        let intervals = Double(max(1, (rows - 1) / 2))
        // Halves, because the distance of two finite numbers need not be one.
        let least = max(high / 2 - low / 2, high.magnitude * 1e-9, 1e-250) / intervals * 2
        guard least.isFinite, least < 1e290 else {
            // A step of all there is holds the largest distance in two.
            (lowest, step, decimals) = (
                low, min((high / 2 - low / 2) / intervals * 2, .greatestFiniteMagnitude), 0
            )
            return
        }
        var best = Self.round(least)
        while (low / best.step).rounded(.down) * best.step + best.step * intervals < high {
            best = Self.round(best.step * 1.01)
        }
        step = best.step
        lowest = (low / step).rounded(.down) * step
        decimals = best.decimals
    }

    /// The row of a value, counted from the top.
    func row(_ value: Double) -> Int {
        let part = (value / 2 - lowest / 2) / step * 2
        let height = rows > 2 ? part * 2 : part * Double(rows - 1)
        guard height.isFinite else { return rows - 1 }
        return rows - 1 - Int(min(Double(rows - 1), max(0, height.rounded())))
    }

    /// The number at a row; nil for a row without one.
    func label(_ row: Int) -> SafeText? {
        let fromBottom = rows - 1 - row
        guard fromBottom % 2 == 0 else { return nil }
        let value = (lowest / 2 + step / 2 * Double(fromBottom / 2)) * 2
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

    /// The next of 1, 2 and 5 times a power of ten that is not below a number, and the decimals it needs.
    private static func round(_ least: Double) -> (step: Double, decimals: Int) {
        var power = 1.0
        var exponent = 0
        while power > least {
            power /= 10
            exponent -= 1
        }
        while power * 10 <= least {
            power *= 10
            exponent += 1
        }
        let decimals = min(6, max(0, -exponent))
        for factor in [1.0, 2.0, 5.0] where power * factor >= least {
            return (power * factor, decimals)
        }
        return (power * 10, max(0, decimals - 1))
    }
}
