internal import SluiceCore

/// Sorts entries of an index by a column; entries that are alike stay in the order of their ids.
struct HeldOrder {
    /// An entry with what its value is sorted by.
    private typealias Item = RadixOrder.Item<UInt64>

    /// So many entries with the same first bytes are better compared than sorted byte by byte, and those that are alike for so long.
    private static let comparedEntries = 64, comparedBytes = 64

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
        sortByBytes(&items, from: ValueKey.textBytes, where: ValueKey.isCut)
        return items.map(\.entry)
    }

    /// Sorts entries by their keys, those that are alike by the bytes of their values from a place on where these may differ, then by
    /// their ids.
    private func sortByBytes(
        _ items: inout [Item], from place: Int, where mayDiffer: (UInt64) -> Bool = { _ in true }
    ) {
        RadixOrder.sort(&items)
        var start = 0
        while start < items.count {
            let key = items[start].key
            var end = start + 1
            while end < items.count, items[end].key == key { end += 1 }
            if end > start + 1, mayDiffer(key), !isInOrder(items[start..<end]) {
                items.replaceSubrange(start..<end, with: inOrder(items[start..<end], from: place))
            }
            start = end
        }
    }

    private func isInOrder(_ alike: ArraySlice<Item>) -> Bool {
        alike.indices.dropFirst().allSatisfy { !precedes(alike[$0], alike[$0 - 1]) }
    }

    /// Entries whose values are alike before a place, in order.
    private func inOrder(_ alike: ArraySlice<Item>, from place: Int) -> [Item] {
        if alike.count <= Self.comparedEntries || place >= Self.comparedBytes {
            return alike.sorted { left, right in
                precedes(left, right) || left.entry < right.entry && !precedes(right, left)
            }
        }
        var items = alike.map { item($0.entry, from: place) }
        sortByBytes(&items, from: place + 8)
        return items
    }

    /// An entry with eight bytes of its value as a number.
    private func item(_ entry: Int32, from place: Int) -> Item {
        let values = columns.values.span
        let range = columns.valueRange(Int(entry))
        var key: UInt64 = 0
        for byte in range.lowerBound + place..<range.lowerBound + place + 8 {
            key = key << 8 | (byte < range.upperBound ? UInt64(values[byte]) : 0)
        }
        return Item(key: key, entry: entry)
    }

    private func precedes(_ left: Item, _ right: Item) -> Bool {
        let values = columns.values.span
        let (first, second) = (
            columns.valueRange(Int(left.entry)), columns.valueRange(Int(right.entry))
        )
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
