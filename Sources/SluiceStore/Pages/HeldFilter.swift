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
        let looksAtTime: Bool
        let zoneSeconds: Int
        /// Per file and kind: true when its column makes the term hold.
        let files: [Bool]
        let kinds: [Bool]
        /// The same per location, behind the one for entries without any.
        let locations: [Bool]
        /// What it looks for; nil when it compares numbers.
        let needle: HeldNeedle?
    }

    private static let partEntries = 16_384

    private let columns: HeldColumns
    private let terms: [Term]
    private let file: Int32?
    private let isEmptyFile: Bool
    /// What a group demands: per kind and location (that of entries without any first), and file and shape by their numbers.
    private let groupKinds: [Bool]?
    private let groupLocations: [Bool]?
    private let groupFile: Int32?
    private let groupShapes: [Int32]?
    private let shapes: [Int32]
    private let until: Int64

    /// Makes a query's filter ready. Linear in the number of files, kinds and locations.
    init(_ query: QuarantineQuery, _ index: HeldIndex) {
        columns = index.columns
        file = query.fileID.flatMap(index.fileNumber)
        isEmptyFile = query.fileID != nil && file == nil
        until = query.until ?? .max
        let group = query.group
        groupKinds = group.flatMap { group in
            guard group.code != nil || group.field != nil else { return nil }
            return index.kinds.map { kind in
                (group.code == nil || group.code == kind.code)
                    && (group.field == nil || group.field == kind.subject)
            }
        }
        groupLocations = group?.location.map { wanted in
            // By bytes: a letter with its accent and the two of them are two locations.
            [wanted.isEmpty] + index.locations.map { $0.utf8.elementsEqual(wanted.utf8) }
        }
        groupFile = group?.fileID.map { index.fileNumber(of: $0) ?? -1 }
        shapes = group?.shape == nil ? [] : index.shapeNumbers()
        groupShapes = group?.shape.map(index.shapeNumbers(reading:))
        terms = query.filter.terms.map { Self.prepared($0, index) }
    }

    private static func prepared(_ term: FilterExpression.Term, _ index: HeldIndex) -> Term {
        let columns = Column.allCases.filter { column in
            term.isAbout(column.rawValue) ?? isLookedAt(column, by: term.test)
        }
        func holds(_ text: String) -> Bool {
            switch term.test {
            case .contains(let needle): text.lowercased().contains(needle)
            case .compare(let comparison, let limit):
                Double(text).map { comparison.holds($0, limit) } ?? false
            }
        }
        let needle: HeldNeedle? =
            if case .contains(let text) = term.test { HeldNeedle(text) } else { nil }
        return Term(
            isNegated: term.isNegated, test: term.test, looksAtValue: columns.contains(.value),
            looksAtID: columns.contains(.id), looksAtLine: columns.contains(.line),
            looksAtTime: columns.contains(.since), zoneSeconds: term.zoneSeconds,
            files: index.files.map { columns.contains(.file) && holds($0.name) },
            kinds: index.kinds.map { kind in
                columns.contains(.reason) && holds(kind.code.rawValue)
                    || columns.contains(.field) && holds(kind.subject)
                    || columns.contains(.why) && holds(kind.message)
            },
            locations: [false]
                + index.locations.map { columns.contains(.location) && holds($0) },
            needle: needle)
    }

    /// True for a column that a test looks at when none is named.
    private static func isLookedAt(_ column: Column, by test: FilterExpression.Test) -> Bool {
        if case .compare = test { return column == .value }
        return switch column {
        case .since: test.isMoment
        // The limits of a field are in every reason of its kind: as words they would find all of them.
        case .why: false
        case .id, .file, .line, .field, .value, .reason, .location: true
        }
    }

    /// True without any condition.
    private var letsAllThrough: Bool {
        terms.isEmpty && file == nil && !isEmptyFile && until == .max && groupKinds == nil
            && groupLocations == nil && groupFile == nil && groupShapes == nil
    }

    /// The entries that pass every condition, in the order of their ids; `checking` is called every few thousand of them.
    ///
    /// Linear in all entries: some 5 ns for a condition on file, kind or location, some 20 for one that looks at values and numbers.
    func entries(checking: () throws(StoreError) -> Void) throws(StoreError) -> [Int32] {
        if letsAllThrough { return Array(0..<Int32(columns.count)) }
        var result: [Int32] = []
        for start in stride(from: 0, to: columns.count, by: Self.partEntries) {
            try checking()
            let part = start..<min(columns.count, start + Self.partEntries)
            let passes = passes(part)
            for place in passes.indices where passes[place] {
                result.append(Int32(truncatingIfNeeded: part.lowerBound + place))
            }
        }
        return result
    }

    /// Which entries of a part pass. One condition after the other, so that each is a short loop over the columns it needs.
    private func passes(_ part: Range<Int>) -> [Bool] {
        var passes = [Bool](repeating: !isEmptyFile, count: part.count)
        func keep(where isWanted: (Int) -> Bool) {
            for place in passes.indices where passes[place] {
                passes[place] = isWanted(part.lowerBound + place)
            }
        }
        if until < .max { keep { columns.since[$0] <= until } }
        if let file { keep { columns.files[$0] == file } }
        if let groupKinds { keep { groupKinds[Int(columns.kinds[$0])] } }
        if let groupLocations { keep { groupLocations[Int(columns.locations[$0]) + 1] } }
        if let groupFile { keep { columns.files[$0] == groupFile } }
        if let groupShapes { keep { groupShapes.contains(shapes[$0]) } }
        for term in terms {
            var memory = Memories()
            keep { holds(term, $0, &memory) != term.isNegated }
        }
        return passes
    }

    /// What is known of the numbers and the time of the entry that was looked at last.
    private struct Memories {
        var id = HeldNeedle.Memory()
        var line = HeldNeedle.Memory()
        var time = HeldNeedle.Moment()
    }

    private func holds(_ term: Term, _ entry: Int, _ memory: inout Memories) -> Bool {
        if term.kinds[Int(columns.kinds[entry])] || term.files[Int(columns.files[entry])]
            || term.locations[Int(columns.locations[entry]) + 1]
        {
            return true
        }
        if term.looksAtValue, valueHolds(term, entry) { return true }
        if term.looksAtID, numberHolds(term, columns.ids[entry], &memory.id) { return true }
        if term.looksAtTime, let needle = term.needle,
            needle.occurs(
                inTime: columns.since[entry], zoneSeconds: term.zoneSeconds, &memory.time)
        {
            return true
        }
        return term.looksAtLine && columns.lines[entry] > 0
            && numberHolds(term, Int64(columns.lines[entry]), &memory.line)
    }

    private func valueHolds(_ term: Term, _ entry: Int) -> Bool {
        switch term.test {
        case .contains:
            term.needle?.occurs(in: columns.values.span, columns.valueRange(entry)) ?? false
        case .compare(let comparison, let limit):
            columns.valueKeys[entry].number.map { comparison.holds($0, limit) } ?? false
        }
    }

    private func numberHolds(
        _ term: Term, _ number: Int64, _ memory: inout HeldNeedle.Memory
    ) -> Bool {
        switch term.test {
        case .contains: term.needle?.occurs(in: number, &memory) ?? false
        case .compare(let comparison, let limit): comparison.holds(Double(number), limit)
        }
    }
}
