package import SluiceCore
internal import SluiceSystem

/// What held records look like, tried on them.
extension StoreReader {
    /// How long an answer should look for new suggestions, in nanoseconds.
    package static let suggestionTime: UInt64 = 80_000_000

    /// Gives the largest groups their suggestions: each is found from some records of the group and tried on them; then, where a
    /// group is not too large, on all of it.
    ///
    /// Some milliseconds a group, the first of a column 0.3 s for a million stored rows, and some 40 µs for each record of all;
    /// groups that are as they were the last time cost nothing. What is not begun within `time` nanoseconds is left to the next
    /// answer, the smaller groups last.
    package func addSuggestions(
        to groups: inout [QuarantineGroup], _ context: OperationContext,
        time: UInt64 = StoreReader.suggestionTime
    ) throws(StoreError) {
        let system = System()
        let deadline = system.monotonicNanoseconds() + time
        for index in groups.indices {
            guard index < QuarantineGroup.examinedLimit else {
                groups[index].examination = .left
                continue
            }
            groups[index].examination = .done
            let group = groups[index]
            let key = SuggestionCache.Key(group)
            if let known = suggestions.results[key] {
                groups[index].suggestion = known
                continue
            }
            guard system.monotonicNanoseconds() < deadline else {
                groups[index].examination = .awaited
                continue
            }
            let suggestion = try suggestion(
                for: Array(group.sample.prefix(QuarantineGroup.sampleLimit)), context)
            suggestions.keep(suggestion, for: key, isWhole: false)
            groups[index].suggestion = suggestion
        }
        for index in groups.indices {
            let group = groups[index]
            let key = SuggestionCache.Key(group)
            guard var suggestion = group.suggestion, !suggestion.repairs.isEmpty,
                suggestion.of < group.sample.count, !suggestions.whole.contains(key)
            else { continue }
            guard system.monotonicNanoseconds() < deadline else {
                groups[index].examination = .trying
                continue
            }
            do throws(StoreError) {
                suggestion.frees = try freed(by: suggestion.repairs, of: group.sample, context)
                suggestion.of = group.sample.count
            } catch  where error.kind == .refused {
                // Some stand under a header without the field: it is for those only that it was tried on.
            }
            suggestions.keep(suggestion, for: key, isWhole: true)
            groups[index].suggestion = suggestion
        }
    }

    /// How many of some entries repairs would free, by judging them.
    private func freed(
        by repairs: [FieldRepair], of ids: [Int64], _ context: OperationContext
    ) throws(StoreError) -> Int {
        let request = OperationRequest(.repair(.entries(ids), repairs), actor: "")
        return try preview(request, context).counts.stored
    }

    /// Forgets what was suggested, because the rules have changed.
    package func forgetSuggestions() { suggestions.removeAll() }

    /// What some held entries look like that have their first finding in common; nil when nothing is evident.
    ///
    /// Finds evidence in all that stand under the header of the first, and tries the repairs on these by judging them.
    package func suggestion(
        for entries: [Int64], _ context: OperationContext
    ) throws(StoreError) -> Suggestion? {
        let found = try reading { () throws(StoreError) in
            try SuggestionReading(connection, context.catalog, suggestions.statistics)
                .read(entries)
        }
        switch found {
        case .header(let cells, let dataset):
            guard
                let suggestion = RenamedColumnSuggestion.suggestion(
                    header: cells, dataset: dataset)
            else { return nil }
            return try trying(suggestion, onFiles: entries, context)
        case .records(let evidence, let ids):
            let candidates = SuggestionCatalog.candidates(from: evidence)
            var (tried, together): ([Suggestion], [Suggestion]) = ([], [])
            for candidate in candidates {
                let alone = try trying(candidate.alone, on: ids, context)
                tried.append(alone)
                if alone.frees < ids.count, let more = candidate.together {
                    together.append(try trying(more, on: ids, context))
                }
            }
            // Of two that free as many, the one that changes less.
            return SuggestionCatalog.best(tried + together)
        case nil: return nil
        }
    }

    /// The suggestion with how many of some records its repairs would free; as it is where it has none.
    private func trying(
        _ suggestion: Suggestion, on ids: [Int64], _ context: OperationContext
    ) throws(StoreError) -> Suggestion {
        guard !suggestion.repairs.isEmpty else { return suggestion }
        var suggestion = suggestion
        suggestion.of = ids.count
        suggestion.frees = try freed(by: suggestion.repairs, of: ids, context)
        return suggestion
    }

    /// Most bytes of rejected files that a suggestion is tried on: some 0.1 s.
    private static let triedBytes = 4 << 20

    /// The suggestion with what it would store of rejected files, of as many as are soon read; none where the archive is out of reach.
    private func trying(
        _ suggestion: Suggestion, onFiles entries: [Int64], _ context: OperationContext
    ) throws(StoreError) -> Suggestion {
        guard !suggestion.renames.isEmpty, context.contents != nil else { return suggestion }
        var bytes = 0
        var small: [Int64] = []
        for id in entries {
            guard let entry = try quarantineEntry(id),
                let file = try LedgerEntry.find(entry.fileID, connection)
            else { continue }
            bytes += file.file.sizeBytes
            guard bytes <= Self.triedBytes else { break }
            small.append(id)
        }
        guard !small.isEmpty else { return suggestion }
        var trial = context
        trial.progress = { _, _ in }
        let request = OperationRequest(
            .renameColumns(.entries(small), suggestion.renames), actor: "")
        var suggestion = suggestion
        do throws(StoreError) {
            let counts = try preview(request, trial).counts
            suggestion.frees = counts.rowsAdded
            suggestion.of = counts.rowsAdded + counts.stillInvalid
        } catch  where error.kind == .refused {
            return suggestion
        }
        return suggestion
    }
}
