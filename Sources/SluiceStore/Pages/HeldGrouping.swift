internal import SluiceCore

/// Puts entries of an index into groups, by any of the dimensions together.
struct HeldGrouping {
    /// Numbers instead of texts, so that a group is found without making a string; these where it is not grouped by.
    private struct Key: Equatable {
        var code: Int32 = -1
        var field: Int32 = -1
        var file: Int32 = -1
        var location: Int32 = -2
        var shape: Int32 = .min

        /// Cheap, because it is worked out for every entry; good enough for a table that is at most half full.
        var hash: Int {
            var hash = Self.mixed(0, code)
            hash = Self.mixed(hash, field)
            hash = Self.mixed(hash, file)
            hash = Self.mixed(hash, location)
            return Int(truncatingIfNeeded: Self.mixed(hash, shape) & 0x7FFF_FFFF)
        }

        private static func mixed(_ hash: UInt64, _ part: Int32) -> UInt64 {
            let product = (hash ^ UInt64(UInt32(bitPattern: part))) &* 0x9E37_79B9_7F4A_7C15
            return product ^ (product >> 29)
        }
    }

    private struct Group {
        let key: Key
        var count = 0
        var example = 0
        var first = Int64.max
        var last = Int64.min

        /// Adds an entry; answers the one before it, −1 for the first.
        mutating func add(_ entry: Int, _ since: Int64) -> Int {
            defer { example = entry }
            count += 1
            first = min(first, since)
            last = max(last, since)
            return count == 1 ? -1 : example
        }
    }

    private let index: HeldIndex
    /// Those of the index, held as a value: they are read for every entry.
    private let columns: HeldColumns
    private let byReason: Bool
    private let byField: Bool
    private let byFile: Bool
    private let byLocation: Bool
    private let byShape: Bool
    /// Per entry, the number of its value's shape; empty when it is not grouped by.
    private let shapes: [Int32]
    /// Per kind, a number for its code and one for its field.
    private let codes: [Int32]
    private let fields: [Int32]
    private var groups: [Group] = []
    /// Where the group of a key is looked for: its number, or −1; a power of two long, at most half full.
    private var slots = [Int32](repeating: -1, count: 256)
    /// Per entry, the one before it in its group; −1 for the first. So that some of a group are found without a second pass.
    private var previous: [Int32]

    /// No group yet.
    init(_ index: HeldIndex, by dimensions: [QuarantineGroup.Dimension]) {
        self.index = index
        columns = index.columns
        byReason = dimensions.contains(.reason)
        byField = dimensions.contains(.field)
        byFile = dimensions.contains(.file)
        byLocation = dimensions.contains(.location)
        byShape = dimensions.contains(.shape)
        shapes = byShape ? index.shapeNumbers() : []
        previous = Array(repeating: -1, count: index.count)
        codes = Self.numbers(index.kinds.map(\.code.rawValue))
        fields = Self.numbers(index.kinds.map(\.subject))
    }

    /// Equal texts get equal numbers: the place of the first of them.
    private static func numbers(_ texts: [String]) -> [Int32] {
        var first: [String: Int32] = [:]
        return texts.enumerated().map { place, text in
            if let known = first[text] { return known }
            first[text] = Int32(place)
            return Int32(place)
        }
    }

    /// Adds an entry; entries come in the order of their ids. Some 15 ns.
    mutating func add(_ entry: Int) {
        var key = Key()
        let kind = Int(columns.kinds[entry])
        if byReason { key.code = codes[kind] }
        if byField { key.field = fields[kind] }
        if byFile { key.file = columns.files[entry] }
        if byLocation { key.location = columns.locations[entry] }
        if byShape { key.shape = shapes[entry] }
        let before = groups[number(of: key)].add(entry, columns.since[entry])
        previous[entry] = Int32(truncatingIfNeeded: before)
    }

    /// The number of the group of a key, which is made when it is the first of it.
    private mutating func number(of key: Key) -> Int {
        var slot = key.hash & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if groups[number].key == key { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(truncatingIfNeeded: groups.count)
        groups.append(Group(key: key))
        if 2 * groups.count > slots.count { grow() }
        return groups.count - 1
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for (number, group) in groups.enumerated() {
            var slot = group.key.hash & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
    }

    /// The groups, largest first, then the newest.
    func groups(limit: Int) -> [QuarantineGroup] {
        groups.sorted { ($0.count, $0.example) > ($1.count, $1.example) }
            .prefix(limit).enumerated().map { place, group in
                let isTried =
                    place < QuarantineGroup.examinedLimit
                    && group.count <= QuarantineGroup.triedLimit
                return made(
                    group.key, group,
                    sample: isTried ? group.count : QuarantineGroup.sampleLimit)
            }
    }

    /// The newest entries of a group, from its example on.
    private func sample(from example: Int, limit: Int) -> [Int64] {
        var ids: [Int64] = []
        var entry = Int32(truncatingIfNeeded: example)
        while entry >= 0, ids.count < limit {
            ids.append(columns.ids[Int(entry)])
            entry = previous[Int(entry)]
        }
        return ids
    }

    private func made(_ key: Key, _ group: Group, sample limit: Int) -> QuarantineGroup {
        let kind = index.kinds[Int(columns.kinds[group.example])]
        let value =
            columns.hasValue[group.example] ? Array(columns.value(group.example)) : nil
        var shown = QuarantineGroup.Key()
        if key.code >= 0 { shown.code = kind.code }
        if key.field >= 0 { shown.field = kind.subject }
        if key.file >= 0 { shown.fileID = index.files[Int(key.file)].id }
        if key.location >= -1 {
            shown.location = key.location < 0 ? "" : index.locations[Int(key.location)]
        }
        if key.shape > .min { shown.shape = index.shape(key.shape) }
        var made = QuarantineGroup(
            key: shown, count: group.count, exampleID: columns.ids[group.example],
            exampleValue: value)
        made.exampleColumn = kind.columnName
        made.exampleDataset = index.files[Int(columns.files[group.example])].dataset
        if key.file >= 0 { made.fileName = index.files[Int(key.file)].name }
        made.firstMicroseconds = group.first
        made.lastMicroseconds = group.last
        made.sample = sample(from: group.example, limit: limit)
        return made
    }
}
