/// Count, mean, sum of squared deviations, minimum and maximum of a set of numbers; two of them add up.
///
/// Adding one value is Welford's recurrence; adding two sets is the formula of Chan, Golub and LeVeque (1979).
package struct MetricStatistics: Sendable, Equatable {
    /// How many values were added.
    package private(set) var count = 0
    /// Their arithmetic mean; 0 when there are none.
    package private(set) var mean = 0.0
    /// The sum of the squared deviations from the mean (M2).
    package private(set) var squaredDeviations = 0.0
    /// The smallest value; +infinity when there are none.
    package private(set) var minimum = Double.infinity
    /// The largest value; −infinity when there are none.
    package private(set) var maximum = -Double.infinity

    /// The empty set.
    @inlinable package init() {}

    /// A set as it was stored.
    package init(
        count: Int, mean: Double, squaredDeviations: Double, minimum: Double, maximum: Double
    ) {
        self.count = count
        self.mean = mean
        self.squaredDeviations = squaredDeviations
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Adds one finite value. Constant time.
    package mutating func add(_ value: Double) {
        count += 1
        let delta = value - mean
        mean += delta / Double(count)
        squaredDeviations += delta * (value - mean)
        if value < minimum { minimum = value }
        if value > maximum { maximum = value }
    }

    /// Adds one finite value, given what the count becomes and its reciprocal. Constant time, no division.
    @inline(__always)
    mutating func add(_ value: Double, count next: Int, reciprocal: Double) {
        count = next
        let delta = value - mean
        mean += delta * reciprocal
        squaredDeviations += delta * (value - mean)
        minimum = value < minimum ? value : minimum
        maximum = value > maximum ? value : maximum
    }

    /// Adds another set. Constant time.
    package mutating func add(_ other: MetricStatistics) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let total = Double(count + other.count)
        let delta = other.mean - mean
        squaredDeviations +=
            other.squaredDeviations + delta * delta * Double(count) * Double(other.count) / total
        mean += delta * Double(other.count) / total
        count += other.count
        minimum = Swift.min(minimum, other.minimum)
        maximum = Swift.max(maximum, other.maximum)
    }

    /// The sample standard deviation (n − 1); 0 for fewer than two values.
    package var standardDeviation: Double {
        count > 1 ? (squaredDeviations / Double(count - 1)).squareRoot() : 0
    }
}
