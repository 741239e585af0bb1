internal import SluiceCore

/// A query's conditions, made ready for an index: what depends on file, kind or location alone is decided once for each.
struct HeldFilter {
    private typealias Column = QuarantineQuery.Column

    private struct Term {
        let isNegated: Bool
        let test: FilterExpression.Test
        /// What of an entry it looks at beside file, kind and location.
        let looksAtValue: Bool
        let looksAtID: Bool
        let looksAtLine: Bool
        /// Per file, kind and location: true when its column makes the term hold.
        let files: [Bool]
        let kinds: [Bool]
        let locations: [Bool]
        /// The letters it looks for in values; nil when it compares numbers.
        let needle: [UInt8]?
        /// True when these are digits: only they are looked for in numbers.
        let isDigits: Bool
    }

    private let index: HeldIndex
    /// Those of the index, held as a value: they are read for every entry.
    private let columns: HeldColumns
    private let terms: [Term]
    private let file: Int32?
    private let isEmptyFile: Bool
    private let group: QuarantineGroup.Key?
    private let groupShape: Int32?
    private let groupFile: Int32?
    private let until: Int64

    /// Makes a query's filter ready. Linear in the number of files, kinds and locations.
    init(_ query: QuarantineQuery, _ index: HeldIndex) {
        self.index = index
        columns = index.columns
        file = query.fileID.flatMap(index.fileNumber)
        isEmptyFile = query.fileID != nil && file == nil
        group = query.group
        groupShape = query.group?.shape.map { index.shapeNumber(of: Array($0.utf8)) }
        until = query.until ?? .max
        groupFile = query.group?.fileID.map { index.fileNumber(of: $0) ?? -1 }
        terms = query.filter.terms.map { Self.prepared($0, index) }
    }

    private static func prepared(_ term: FilterExpression.Term, _ index: HeldIndex) -> Term {
        let columns: Set<QuarantineQuery.Column>
        if let name = term.column {
            columns = Set(Column.allCases.filter { $0.rawValue.hasPrefix(name) })
        } else if case .compare = term.test {
            columns = [.value]
        } else {
            columns = Set(Column.allCases).subtracting([.since])
        }
        func holds(_ text: String) -> Bool {
            switch term.test {
            case .contains(let needle): text.lowercased().contains(needle)
            case .compare(let comparison, let limit):
                Double(text).map { comparison.holds($0, limit) } ?? false
            }
        }
        let needle: [UInt8]? =
            if case .contains(let text) = term.test { Array(text.utf8) } else { nil }
        return Term(
            isNegated: term.isNegated, test: term.test, looksAtValue: columns.contains(.value),
            looksAtID: columns.contains(.id), looksAtLine: columns.contains(.line),
            files: index.files.map { columns.contains(.file) && holds($0.name) },
            kinds: index.kinds.map { kind in
                columns.contains(.reason) && holds(kind.code.rawValue)
                    || columns.contains(.field) && holds(kind.columnName ?? "")
            },
            locations: index.locations.map { columns.contains(.location) && holds($0) },
            needle: needle, isDigits: needle?.allSatisfy { (48...57).contains($0) } ?? false)
    }

    /// True when an entry passes every condition.
    func accepts(_ entry: Int) -> Bool {
        if isEmptyFile || columns.since[entry] > until { return false }
        if let file, columns.files[entry] != file { return false }
        if let group, !matches(group, entry) { return false }
        for term in terms where holds(term, entry) == term.isNegated { return false }
        return true
    }

    private func matches(_ group: QuarantineGroup.Key, _ entry: Int) -> Bool {
        let kind = index.kinds[Int(columns.kinds[entry])]
        if let code = group.code, kind.code != code { return false }
        if let field = group.field, (kind.columnName ?? "") != field { return false }
        if let groupFile, columns.files[entry] != groupFile { return false }
        if let location = group.location {
            let number = columns.locations[entry]
            if (number < 0 ? "" : index.locations[Int(number)]) != location { return false }
        }
        if let groupShape { return index.shapeNumber(entry) == groupShape }
        return true
    }

    private func holds(_ term: Term, _ entry: Int) -> Bool {
        if term.files[Int(columns.files[entry])] { return true }
        if term.kinds[Int(columns.kinds[entry])] { return true }
        let location = columns.locations[entry]
        if location >= 0, term.locations[Int(location)] { return true }
        if term.looksAtValue, valueHolds(term, entry) { return true }
        if term.looksAtID, numberHolds(term, columns.ids[entry]) { return true }
        if term.looksAtLine, columns.lines[entry] > 0 {
            return numberHolds(term, Int64(columns.lines[entry]))
        }
        return false
    }

    private func valueHolds(_ term: Term, _ entry: Int) -> Bool {
        let value = columns.value(entry)
        switch term.test {
        case .contains: return term.needle.map { Self.contains(value, $0) } ?? false
        case .compare(let comparison, let limit):
            let number = Double(String(decoding: value, as: UTF8.self))
            return number.map { comparison.holds($0, limit) } ?? false
        }
    }

    private func numberHolds(_ term: Term, _ number: Int64) -> Bool {
        switch term.test {
        case .contains(let needle): return term.isDigits && String(number).contains(needle)
        case .compare(let comparison, let limit): return comparison.holds(Double(number), limit)
        }
    }

    /// True when the needle, in lower case, is part of the bytes, the case of ASCII letters aside.
    static func contains(_ bytes: ArraySlice<UInt8>, _ needle: [UInt8]) -> Bool {
        guard let first = needle.first else { return true }
        guard bytes.count >= needle.count else { return false }
        for start in bytes.startIndex...(bytes.endIndex - needle.count)
        where lower(bytes[start]) == first {
            var place = 1
            while place < needle.count, lower(bytes[start + place]) == needle[place] { place += 1 }
            if place == needle.count { return true }
        }
        return false
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- 65 < 26 ? byte | 0x20 : byte
    }
}

extension FilterExpression.Comparison {
    /// True when a number stands so to a limit.
    func holds(_ number: Double, _ limit: Double) -> Bool {
        switch self {
        case .atLeast: number >= limit
        case .atMost: number <= limit
        case .above: number > limit
        case .below: number < limit
        case .equal: number == limit
        }
    }
}
