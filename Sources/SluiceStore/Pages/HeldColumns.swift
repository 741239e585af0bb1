/// What an index knows of each entry, one array a column: some 60 bytes an entry.
struct HeldColumns {
    private(set) var ids: [Int64] = []
    private(set) var lines: [Int32] = []
    private(set) var since: [Int64] = []
    /// Indices into the index's files.
    private(set) var files: [Int32] = []
    /// Indices into the index's kinds, of the first finding.
    private(set) var kinds: [Int32] = []
    /// Indices into the index's locations; −1 where none can be told.
    private(set) var locations: [Int32] = []
    /// False where the first finding has no value, which is not the same as an empty one.
    private(set) var hasValue: [Bool] = []
    /// The offending values of the first findings, one behind the other.
    private(set) var values: [UInt8] = []
    private var valueEnds: [UInt32] = []
    /// What they are sorted by.
    private(set) var valueKeys: [ValueKey] = []

    /// One entry.
    struct Entry {
        let id: Int64
        let line: Int32
        let since: Int64
        let file: Int32
        let kind: Int32
        let location: Int32
        /// Nil where its first finding has none.
        let value: ArraySlice<UInt8>?
    }

    /// No entries.
    init() {}

    /// How many entries there are.
    var count: Int { ids.count }

    /// The offending value of an entry's first finding; empty when it has none.
    func value(_ index: Int) -> ArraySlice<UInt8> { values[valueRange(index)] }

    /// Where it lies in ``values``.
    func valueRange(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(valueEnds[index - 1]))..<Int(valueEnds[index])
    }

    /// The place of an entry among those in the order of ids; nil when it is not there.
    func index(of id: Int64) -> Int? {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }

    /// Adds an entry behind all others.
    mutating func append(_ entry: Entry) {
        ids.append(entry.id)
        lines.append(entry.line)
        since.append(entry.since)
        files.append(entry.file)
        kinds.append(entry.kind)
        locations.append(entry.location)
        hasValue.append(entry.value != nil)
        if let value = entry.value { values += value }
        valueEnds.append(UInt32(clamping: values.count))
        valueKeys.append(ValueKey(values.span, valueRange(valueEnds.count - 1)))
    }

    /// These entries without some, and with others in their places, all in the order of ids. Linear, some 20 ns an entry.
    func replacing(_ gone: Set<Int64>, by others: HeldColumns) -> HeldColumns {
        var result = HeldColumns()
        result.reserve(count + others.count, values.count + others.values.count)
        var next = 0
        for index in 0..<count {
            while next < others.count, others.ids[next] < ids[index] {
                result.append(others.entry(next))
                next += 1
            }
            if !gone.contains(ids[index]) { result.append(entry(index)) }
        }
        while next < others.count {
            result.append(others.entry(next))
            next += 1
        }
        return result
    }

    private func entry(_ index: Int) -> Entry {
        Entry(
            id: ids[index], line: lines[index], since: since[index], file: files[index],
            kind: kinds[index], location: locations[index],
            value: hasValue[index] ? value(index) : nil)
    }

    private mutating func reserve(_ count: Int, _ bytes: Int) {
        ids.reserveCapacity(count)
        lines.reserveCapacity(count)
        since.reserveCapacity(count)
        files.reserveCapacity(count)
        kinds.reserveCapacity(count)
        locations.reserveCapacity(count)
        hasValue.reserveCapacity(count)
        valueEnds.reserveCapacity(count)
        valueKeys.reserveCapacity(count)
        values.reserveCapacity(bytes)
    }
}
