/// The last slots of a clock, each with a value that starts empty: memory for a fixed stretch of time.
struct TimeSlots<Value: Sendable & Equatable>: Sendable, Equatable {
    /// How long a slot is, in nanoseconds.
    let slotNanoseconds: UInt64
    private let empty: Value
    private var values: [Value]
    /// The number of the newest slot that was written to, counted from the clock's zero.
    private var newest: UInt64 = 0

    /// So many empty slots.
    init(count: Int, slotNanoseconds: UInt64, empty: Value) {
        self.slotNanoseconds = slotNanoseconds
        self.empty = empty
        values = Array(repeating: empty, count: count)
    }

    /// The number of the slot that a moment falls into.
    func number(of nanoseconds: UInt64) -> UInt64 { nanoseconds / slotNanoseconds }

    /// Changes the value of a moment's slot; one that is no longer kept is left as it is.
    mutating func change(at nanoseconds: UInt64, _ body: (inout Value) -> Void) {
        let number = number(of: nanoseconds)
        advance(to: number)
        guard number + UInt64(values.count) > newest else { return }
        body(&values[Int(number % UInt64(values.count))])
    }

    /// The value of a slot; empty where nothing was written, or where it is no longer kept.
    subscript(number: UInt64) -> Value {
        number <= newest && number + UInt64(values.count) > newest
            ? values[Int(number % UInt64(values.count))] : empty
    }

    /// The slots between two numbers, the second not among them, oldest first.
    func values(from first: UInt64, to end: UInt64) -> [Value] {
        first < end ? (first..<end).map { self[$0] } : []
    }

    private mutating func advance(to number: UInt64) {
        guard number > newest else { return }
        let count = UInt64(values.count)
        if number - newest >= count {
            for index in values.indices { values[index] = empty }
        } else {
            for next in (newest + 1)...number { values[Int(next % count)] = empty }
        }
        newest = number
    }
}
