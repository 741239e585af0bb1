/// Remembers how the last header was bound, because small files mostly come with the header of the one before.
///
/// A class, because the judges of one worker share it one after the other; it is not safe to use from two threads. Binding
/// a header anew costs some 60 µs, as much as judging a hundred records.
package final class PlanCache {
    private struct Entry {
        let candidates: [Dataset]
        let header: [UInt8]
        let plan: RecordPlan
        let binding: HeaderBinding
    }

    private var last: Entry?

    /// A cache that remembers nothing.
    package init() {}

    /// The dataset that judged the last header among these candidates; nil when they were others.
    func dataset(among candidates: [Dataset]) -> Dataset? {
        guard let last, last.candidates == candidates else { return nil }
        return last.plan.dataset
    }

    /// How a header was bound the last time; nil when the last one was another.
    func binding(of header: [UInt8]) -> (plan: RecordPlan, binding: HeaderBinding)? {
        guard let last, last.header == header else { return nil }
        return (last.plan, last.binding)
    }

    /// Remembers a binding, unless it depends on more than the header: on the file's name, the clock, or how quotes are read. Nor one with
    /// rules across fields, which belong to one file at a time.
    func remember(
        _ plan: RecordPlan, _ binding: HeaderBinding, header: [UInt8], candidates: [Dataset]
    ) {
        if case .fileName = plan.dataset.location { return }
        guard plan.dataset.futureToleranceSeconds == nil, plan.dataset.rules.isEmpty,
            !candidates.contains(where: { $0.dialect.quote.map(header.contains) ?? false })
        else { return }
        last = Entry(candidates: candidates, header: header, plan: plan, binding: binding)
    }
}
