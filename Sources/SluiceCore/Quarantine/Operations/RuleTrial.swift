/// What changes of limits would do to what is held and what is stored.
package struct RuleTrial: Sendable, Equatable {
    /// Held records that would pass all rules and are no duplicates; an estimate when fewer were judged than are held.
    package var freed = 0
    /// Held records of the dataset, but for those of a key that is stored.
    package var held = 0
    /// How many of them were judged; all, unless there are more than can be judged at once.
    package var judged = 0
    /// Stored rows within the limits that would break the new ones; an estimate when fewer were read than are stored.
    package var rejected = 0
    /// Stored rows of the dataset.
    package var stored = 0
    /// How many of them were read; all, unless there are more than can be read at once.
    package var read = 0
    /// What would change by location, the most first.
    package var places: [Place] = []
    /// How the field's values are spread: stored and held ones that are numbers, in equal steps.
    package var histogram: [Bin] = []

    /// One step of the histogram.
    package struct Bin: Sendable, Equatable {
        /// Where it begins.
        package var start: Double
        /// Where it ends: the last value in it where all are whole numbers, and in the last step; else where the next one begins.
        package var end: Double
        /// Stored rows in it.
        package var stored: Int
        /// Held records in it.
        package var held: Int

        /// Makes a step.
        package init(start: Double, end: Double, stored: Int, held: Int) {
            self.start = start
            self.end = end
            self.stored = stored
            self.held = held
        }
    }

    /// What would change at one location.
    package struct Place: Sendable, Equatable {
        /// The location.
        package var location: String
        /// Held records that would pass.
        package var freed: Int
        /// Stored rows that would break the limits.
        package var rejected: Int

        /// Makes a location's share.
        package init(location: String, freed: Int, rejected: Int) {
            self.location = location
            self.freed = freed
            self.rejected = rejected
        }
    }

    /// True when some of the numbers are estimates.
    package var isEstimate: Bool { judged < held || read < stored }

    /// Nothing would change.
    package init() {}
}
