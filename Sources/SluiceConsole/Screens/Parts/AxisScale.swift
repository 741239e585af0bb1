internal import SluiceCore

/// The vertical axis of a chart: round numbers at every other row, the largest in the first.
struct AxisScale {
    private let lowest: Double
    private let step: Double
    private let rows: Int
    private let decimals: Int

    /// An axis that holds all of these; nil when there are none.
    init?(_ buckets: [LocationDetail.Bucket], rows: Int) {
        guard let low = buckets.map(\.minimum).min(), let high = buckets.map(\.maximum).max(),
            low.isFinite, high.isFinite, rows > 0
        else { return nil }
        self.rows = rows
        let intervals = Double(max(1, (rows - 1) / 2))
        // Halves, because the distance of two finite numbers need not be one.
        let least = max(high / 2 - low / 2, max(high.magnitude, 1) * 1e-9) / intervals * 2
        guard least.isFinite, least < 1e290 else {
            (lowest, step, decimals) = (low, (high / 2 - low / 2) / intervals * 2, 0)
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
        let value = lowest + step * Double(fromBottom / 2)
        return value.magnitude < 1e5
            ? NumberText.fixed(value, decimals: decimals) : NumberText.short(value)
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
