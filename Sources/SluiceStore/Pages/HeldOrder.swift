internal import SluiceCore

/// Sorts entries of an index by a column; entries that are alike stay in the order of their ids.
struct HeldOrder {
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

    /// The entries in the order asked for, given those of an index in the order of ids.
    func sorted(_ entries: [Int]) -> [Int] {
        guard query.sort != .id else { return query.isDescending ? entries.reversed() : entries }
        let key = self.key
        var keyed = entries.map { (key: key($0), entry: $0) }
        if query.sort == .value {
            keyed.sort { left, right in
                if left.key != right.key { return left.key < right.key }
                let (first, second) = (columns.value(left.entry), columns.value(right.entry))
                if first.elementsEqual(second) { return left.entry < right.entry }
                return first.lexicographicallyPrecedes(second)
            }
        } else {
            keyed.sort { ($0.key, $0.entry) < ($1.key, $1.entry) }
        }
        let result = keyed.map(\.entry)
        return query.isDescending ? result.reversed() : result
    }

    /// What gives a number that stands for the column, made once for all entries; values that are no numbers come behind those that are.
    private var key: (Int) -> Double {
        let (index, columns) = (index, columns)
        switch query.sort {
        case .id: return { Double(columns.ids[$0]) }
        case .line: return { Double(columns.lines[$0]) }
        case .since: return { Double(columns.since[$0]) }
        case .file:
            let ranks = Self.ranks(index.files.map(\.name))
            return { ranks[Int(columns.files[$0])] }
        case .field:
            let ranks = Self.ranks(index.kinds.map { $0.columnName ?? "" })
            return { ranks[Int(columns.kinds[$0])] }
        case .reason:
            let ranks = Self.ranks(index.kinds.map(\.code.rawValue))
            return { ranks[Int(columns.kinds[$0])] }
        case .location:
            let ranks = Self.ranks(index.locations)
            return { entry in
                let number = columns.locations[entry]
                return number < 0 ? -1 : ranks[Int(number)]
            }
        case .value:
            return { entry in
                let value = Double(String(decoding: columns.value(entry), as: UTF8.self))
                return value.flatMap { $0.isFinite ? $0 : nil } ?? .infinity
            }
        }
    }

    /// The place of each text among all of them, equal ones alike; numbers by value, before other texts.
    private static func ranks(_ texts: [String]) -> [Double] {
        let order = texts.indices.sorted { LocationName.precedes(texts[$0], texts[$1]) }
        var ranks = [Double](repeating: 0, count: texts.count)
        var rank = 0.0
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
