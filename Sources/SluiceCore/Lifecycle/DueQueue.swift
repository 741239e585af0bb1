/// Names with the times at which they are due, in the order in which they were added; all calls cost O(1) on average.
struct DueQueue: Sendable {
    /// A name and its time.
    struct Entry {
        /// The name as bytes.
        let name: [UInt8]
        /// When it is due, in nanoseconds of the monotonic clock.
        let due: UInt64
    }

    private var entries: [Entry] = []
    private var head = 0

    /// When the first name is due; nil when there is none.
    var firstDue: UInt64? { head < entries.count ? entries[head].due : nil }

    /// Adds a name at the end; `due` must not be earlier than that of the one before.
    mutating func append(_ name: [UInt8], _ due: UInt64) {
        entries.append(Entry(name: name, due: due))
    }

    /// Takes the first name off if it is due.
    mutating func popDue(_ now: UInt64) -> Entry? {
        guard head < entries.count, entries[head].due <= now else { return nil }
        defer {
            head += 1
            if head == entries.count || head > 1024 && head * 2 > entries.count {
                entries.removeFirst(head)
                head = 0
            }
        }
        return entries[head]
    }
}
