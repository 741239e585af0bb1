internal import SluiceCore

/// Sorts entries of an index by a column; entries that are alike stay in the order of their ids.
struct HeldOrder {
    /// An entry with what its value is sorted by.
    private typealias Item = RadixOrder.Item<UInt64>

    /// How values are told apart that are alike by their keys.
    private enum Reading {
        /// By their further bytes.
        case text
        /// By all their digits.
        case number
    }

    /// So many entries that are alike are better compared than sorted by further keys, and those that are alike for so many of these.
    private static let comparedEntries = 64, comparedKeys = 8

    private let index: HeldIndex
    /// Those of the index, held as a value: they are read for every entry.
    private let columns: HeldColumns
    private let query: QuarantineQuery

    /// The order that a query asks for.
    init(_ query: QuarantineQuery, _ index: HeldIndex) {
        self.index = index
        columns = index.columns
        self.query = query
    }

    /// The entries in the order asked for, given those of an index in the order of ids. Some 10 to 100 ns an entry.
    func sorted(_ entries: [Int32]) -> [Int32] {
        let result: [Int32]
        switch query.sort {
        case .id: result = entries
        case .value: result = byValue(entries)
        case .line: result = sorted(entries) { UInt32(bitPattern: columns.lines[$0]) }
        case .since: result = sorted(entries) { RadixOrder.key(columns.since[$0]) }
        case .file:
            let ranks = Self.ranks(index.files.map(\.name))
            result = sorted(entries) { ranks[Int(columns.files[$0])] }
        case .field:
            let ranks = Self.ranks(index.kinds.map(\.subject))
            result = sorted(entries) { ranks[Int(columns.kinds[$0])] }
        case .reason:
            let ranks = Self.ranks(index.kinds.map(\.code.rawValue))
            result = sorted(entries) { ranks[Int(columns.kinds[$0])] }
        case .why:
            let ranks = Self.ranks(index.kinds.map(\.message))
            result = sorted(entries) { ranks[Int(columns.kinds[$0])] }
        case .location:
            let ranks = [0] + Self.ranks(index.locations).map { $0 + 1 }
            result = sorted(entries) { ranks[Int(columns.locations[$0]) + 1] }
        }
        return query.isDescending ? result.reversed() : result
    }

    private func sorted<Key>(_ entries: [Int32], by key: (Int) -> Key) -> [Int32]
    where Key: FixedWidthInteger & UnsignedInteger {
        var items = entries.map { RadixOrder.Item(key: key(Int($0)), entry: $0) }
        RadixOrder.sort(&items)
        return items.map(\.entry)
    }

    /// Numbers by what they are worth, behind them other texts by their bytes.
    private func byValue(_ entries: [Int32]) -> [Int32] {
        var items = entries.map { Item(key: columns.valueKeys[Int($0)].bits, entry: $0) }
        RadixOrder.sort(&items)
        sortAlike(&items, 0, reading)
        return items.map(\.entry)
    }

    /// How values with the same key may differ; nil when they are the same.
    private func reading(_ alike: ArraySlice<Item>) -> Reading? {
        guard let key = alike.first?.key else { return nil }
        if ValueKey.isCut(key) { return .text }
        let isRounded = alike.contains { item in
            ValueKey.isRounded(key, bytes: columns.valueRange(Int(item.entry)).count)
        }
        return isRounded ? .number : nil
    }

    /// Sorts entries with the same key by what comes behind it, then by their ids; `number` says how many keys they were sorted by.
    private func sortAlike(
        _ items: inout [Item], _ number: Int, _ reading: (ArraySlice<Item>) -> Reading?
    ) {
        var start = 0
        while start < items.count {
            let key = items[start].key
            var end = start + 1
            while end < items.count, items[end].key == key { end += 1 }
            if end > start + 1, let reading = reading(items[start..<end]),
                !isInOrder(items[start..<end], reading)
            {
                items.replaceSubrange(
                    start..<end, with: inOrder(items[start..<end], number, reading))
            }
            start = end
        }
    }

    private func isInOrder(_ alike: ArraySlice<Item>, _ reading: Reading) -> Bool {
        alike.indices.dropFirst().allSatisfy { !precedes(alike[$0], alike[$0 - 1], reading) }
    }

    private func inOrder(
        _ alike: ArraySlice<Item>, _ number: Int, _ reading: Reading
    ) -> [Item] {
        if alike.count <= Self.comparedEntries || number >= Self.comparedKeys {
            return alike.sorted { left, right in
                precedes(left, right, reading)
                    || left.entry < right.entry && !precedes(right, left, reading)
            }
        }
        var items = alike.map { Item(key: key($0.entry, number, reading), entry: $0.entry) }
        RadixOrder.sort(&items)
        sortAlike(&items, number + 1) { _ in reading }
        return items
    }

    /// What a value is sorted by next.
    private func key(_ entry: Int32, _ number: Int, _ reading: Reading) -> UInt64 {
        let values = columns.values.span
        let range = columns.valueRange(Int(entry))
        guard reading == .text else {
            return ExactDecimal.key(number, values, FieldText.trimmed(range, in: values))
        }
        let start = range.lowerBound + ValueKey.textBytes + 8 * number
        var key: UInt64 = 0
        for byte in start..<start + 8 {
            key = key << 8 | (byte < range.upperBound ? UInt64(values[byte]) : 0)
        }
        return key
    }

    private func precedes(_ left: Item, _ right: Item, _ reading: Reading) -> Bool {
        let values = columns.values.span
        let (first, second) = (
            columns.valueRange(Int(left.entry)), columns.valueRange(Int(right.entry))
        )
        guard reading == .text else {
            return ExactDecimal.precedes(
                values, FieldText.trimmed(first, in: values), FieldText.trimmed(second, in: values))
        }
        for place in 0..<min(first.count, second.count) {
            let (one, other) = (
                values[first.lowerBound + place], values[second.lowerBound + place]
            )
            if one != other { return one < other }
        }
        return first.count < second.count
    }

    /// The place of each text among all of them, equal ones alike; numbers by value, before other texts.
    private static func ranks(_ texts: [String]) -> [UInt32] {
        let order = texts.indices.sorted { LocationName.precedes(texts[$0], texts[$1]) }
        var ranks = [UInt32](repeating: 0, count: texts.count)
        var rank: UInt32 = 0
        for (place, number) in order.enumerated() {
            if place > 0, texts[order[place - 1]] != texts[number] { rank += 1 }
            ranks[number] = rank
        }
        return ranks
    }
}

/// Names of locations in the order in which people look for them.
enum LocationName {
    /// Numbers by value come first, then the rest by their text.
    static func precedes(_ left: String, _ right: String) -> Bool {
        switch (Int64(left), Int64(right)) {
        case (let left?, let right?): left < right
        case (.some, nil): true
        case (nil, .some): false
        case (nil, nil): left < right
        }
    }
}
