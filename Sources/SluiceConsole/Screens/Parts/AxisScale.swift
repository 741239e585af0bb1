internal import SluiceCore

/// The vertical axis of a chart: round numbers at every second row or less often, so that the values fill its height.
struct AxisScale {
    private let lowest: Double
    private let step: Double
    private let rows: Int
    /// How many rows lie from one round number to the next; 0 on an axis of one row.
    private let rowsPerStep: Int
    private let decimals: Int

    /// The most rows from one round number to the next.
    private static let mostApart = 4
    /// How many round steps are tried, from the least that can hold the values.
    private static let tries = 4
    /// How much more of the height a larger step must fill to be taken for it.
    private static let gain = 1.05

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
            rowsPerStep = min(2, rows - 1)
            return
        }
        var best: (step: Double, decimals: Int, rows: Int, fill: Double)?
        var next = Self.round(least)
        var tries = Self.tries
        while tries > 0 {
            let first = (low / next.step).rounded(.down)
            let room = Double(rows - 1) / max(high / next.step - first - 1e-9, 1e-9)
            let apart = Int(min(Double(min(Self.mostApart, rows - 1)), room))
            if apart >= min(2, rows - 1) {
                let fill = (high / next.step - low / next.step) * Double(apart)
                if best.map({ fill > $0.fill * Self.gain }) ?? true {
                    best = (next.step, next.decimals, apart, fill)
                }
                tries -= 1
            }
            next = Self.round(next.step * 1.01)
        }
        (step, decimals, rowsPerStep) =
            best.map { ($0.step, $0.decimals, $0.rows) } ?? (least, 0, 0)
        lowest = (low / step).rounded(.down) * step
    }

    /// The row of a value, counted from the top.
    func row(_ value: Double) -> Int {
        let part = (value / 2 - lowest / 2) / step * 2
        let height = part * Double(rowsPerStep)
        guard height.isFinite else { return rows - 1 }
        return rows - 1 - Int(min(Double(rows - 1), max(0, height.rounded())))
    }

    /// The number at a row; nil for a row without one.
    func label(_ row: Int) -> SafeText? {
        let fromBottom = rows - 1 - row
        let apart = max(1, rowsPerStep)
        guard fromBottom % apart == 0 else { return nil }
        let value = (lowest / 2 + step / 2 * Double(fromBottom / apart)) * 2
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
