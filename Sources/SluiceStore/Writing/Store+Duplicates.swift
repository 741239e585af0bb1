internal import SluiceCore

/// Repeated keys: decided here, just before rows are inserted, because only the store knows what it holds.
extension Store {
    /// What a rule did with the rows of some chunks.
    struct DuplicateTally {
        /// Rows dropped from the chunks.
        var discarded = 0
        /// Rows that became held records.
        var held = 0
        /// Stored rows that rows of the chunks take the place of.
        var overtaken: [StoredRow] = []
    }

    /// Carries out a rule on chunks of a file that are about to be written: rows are held or dropped, and the stored ones that
    /// must give way are named. Rows of files that are being loaded count only when it is this file, `id`.
    func settle(
        _ list: [RecordChunk], _ rule: DuplicateRule, ofFile id: Int64, _ layout: DatasetLayout
    ) throws(StoreError) -> DuplicateTally {
        var tally = DuplicateTally()
        guard rule.policy != .keep else { return tally }
        var seen: Set<[UInt8]> = []
        let isReplacing = rule.policy == .replace
        for chunk in isReplacing ? list.reversed() : list where chunk.count > 0 {
            let known = try chunks.knownRows(of: chunk, rule.key, orOfFile: id, layout)
            if isReplacing {
                let rows = chunk.contents.overtakenRows(rule.key, seen: &seen)
                chunk.contents.remove(rows: rows)
                tally.discarded += rows.count
                tally.overtaken += known.map(\.stored)
                continue
            }
            let repeated = chunk.contents.repeatedRows(rule.key, seen: &seen)
            let rows = Set(repeated).union(known.map(\.row)).sorted()
            if rule.policy == .skip {
                chunk.contents.remove(rows: rows)
                tally.discarded += rows.count
            } else if !rows.isEmpty {
                guard chunk.contents.sources.count == chunk.count else {
                    throw StoreError(
                        .misuse, "rows to be held as duplicates came without raw bytes")
                }
                chunk.contents.holdDuplicates(rows: rows)
                tally.held += rows.count
            }
        }
        return tally
    }

    /// Removes rows of committed files, whose counts and partials follow. Returns how many there were.
    ///
    /// A record whose row gave way is discarded by its dataset's policy: it moves from `stored` to `discarded`.
    func giveWay(_ rows: [StoredRow], _ layout: DatasetLayout) throws(StoreError) -> Int {
        var count = 0
        for (id, rows) in Dictionary(grouping: rows, by: \.fileID).sorted(by: { $0.key < $1.key }) {
            let gone = try delete(rows, layout)
            guard !gone.isEmpty else { continue }
            let change = try connection.statement(
                "UPDATE ledger SET stored = stored - ?2, discarded = discarded + ?2 WHERE id = ?1")
            change.bind(id, at: 1)
            change.bind(gone.count, at: 2)
            try change.run()
            let search = try connection.statement(
                "SELECT first_row, last_row, condensed FROM ledger WHERE id = ?1")
            search.bind(id, at: 1)
            defer { search.reset() }
            guard try search.step() else { continue }
            let file = PartialRestatement.File(
                id: id, rows: search.integer(0)...search.integer(1),
                form: Condensation(rawValue: search.int(2)) ?? .none)
            try PartialRestatement(connection, layout).restate(file, without: gone)
            count += gone.count
        }
        return count
    }

    /// Removes rows of a file that is being loaded, and restates its partials. Returns how many there were.
    func takeBack(
        _ rows: [StoredRow], ofFile id: Int64, _ loading: GroupState.Loading,
        _ layout: DatasetLayout
    ) throws(StoreError) -> Int {
        let gone = try delete(rows, layout)
        guard !gone.isEmpty else { return 0 }
        let file = PartialRestatement.File(
            id: id, rows: loading.firstRow...(loading.firstRow + loading.lineLimit - 1),
            form: loading.form)
        try PartialRestatement(connection, layout).restate(file, without: gone)
        return gone.count
    }

    /// Tells the big files of the same dataset that are being loaded that this one was committed before them.
    func noteCommitted(_ dataset: String, rows: ClosedRange<Int64>) {
        for (id, loading) in state.loading where loading.dataset == dataset {
            state.loading[id]?.committedMeanwhile.append(rows)
        }
    }

    /// The rows of a big file whose keys rows of files have that were committed while it was loaded.
    func sharedRows(
        ofFile id: Int64, _ loading: GroupState.Loading, _ rule: DuplicateRule,
        _ layout: DatasetLayout
    ) throws(StoreError) -> [(own: StoredRow, other: StoredRow)] {
        guard rule.policy != .keep, let schema = loading.schema else { return [] }
        var result: [(own: StoredRow, other: StoredRow)] = []
        for rows in loading.committedMeanwhile {
            result += try chunks.search(schema, rule.key, layout).sharedRows(
                ofFile: id, with: rows)
        }
        return result
    }

    /// Those of the rows that were still there.
    private func delete(
        _ rows: [StoredRow], _ layout: DatasetLayout
    ) throws(StoreError) -> [StoredRow] {
        let statement = try connection.statement("DELETE FROM \(layout.rowsTable) WHERE id = ?1")
        var gone: [StoredRow] = []
        for row in rows {
            statement.bind(row.id, at: 1)
            try statement.run()
            if connection.changes > 0 { gone.append(row) }
        }
        return gone
    }
}
