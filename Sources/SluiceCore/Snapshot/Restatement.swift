/// Which hours of event time the last operation restated: those whose readings of a metric are not what they were.
///
/// Bounded: of at most ``OperationReport/effectLimit`` pairs of a metric and a location, ``HourSpans/limit`` spans each.
package struct Restatement: Sendable, Equatable {
    /// The operation's batch in the journal.
    package let batch: Int64
    private var hours: [String: [String: HourSpans]] = [:]

    /// An operation that restated nothing.
    package init(batch: Int64) { self.batch = batch }

    /// What an operation's effects amount to. Linear in them.
    package init(batch: Int64, _ effects: [AggregateEffect]) {
        self.batch = batch
        for effect in effects { add(effect.hours, of: effect.metric, at: effect.location) }
    }

    /// Adds hours of a metric at a location.
    package mutating func add(_ spans: HourSpans, of metric: String, at location: String) {
        hours[metric, default: [:]][location, default: HourSpans()].formUnion(spans)
    }

    /// The restated hours of a location.
    package func hours(of metric: String, at location: String) -> HourSpans {
        hours[metric]?[location] ?? HourSpans()
    }

    /// True when hours of any location were restated in a part of event time, in milliseconds since 1970 UTC.
    package func overlaps(_ metric: String, milliseconds part: Range<Int64>) -> Bool {
        hours[metric]?.values.contains { $0.overlaps(milliseconds: part) } ?? false
    }

    /// Calls `body` with each metric, location and its hours, in the order of their names.
    package func forEach(_ body: (_ metric: String, _ location: String, HourSpans) -> Void) {
        for (metric, locations) in hours.sorted(by: { $0.key < $1.key }) {
            for (location, spans) in locations.sorted(by: { $0.key < $1.key }) {
                body(metric, location, spans)
            }
        }
    }

    /// An operation's number stands for all that it did: pictures are compared ten times a second.
    package static func == (one: Self, other: Self) -> Bool { one.batch == other.batch }
}
