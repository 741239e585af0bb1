/// Pieces of work in the order in which they were handed over; both calls cost O(1) on average.
struct WorkQueue: Sendable {
    /// One piece; called once, on the writer queue.
    typealias Work = @Sendable () -> Void

    private var entries: [Work?] = []
    private var head = 0

    /// Adds a piece at the end.
    mutating func append(_ work: @escaping Work) { entries.append(work) }

    /// Takes the oldest off; nil when there is none.
    mutating func popFirst() -> Work? {
        guard head < entries.count else { return nil }
        defer {
            entries[head] = nil
            head += 1
            if head == entries.count || head > 1024 && head * 2 > entries.count {
                entries.removeFirst(head)
                head = 0
            }
        }
        return entries[head]
    }
}
