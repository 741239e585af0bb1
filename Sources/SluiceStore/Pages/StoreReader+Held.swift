package import SluiceCore
internal import SluiceSystem

/// Pages and groups of what is held.
extension StoreReader {
    /// Gives a reader for the held records of a file, from its dataset, header and name; nil when the dataset is not known.
    package typealias HeldReading = (
        _ dataset: String, _ header: [UInt8], _ name: [UInt8]
    ) -> HeldRecordReader?

    /// Most rows a page has.
    private static let pageLimit = 1_000
    /// Most groups that are answered.
    package static let groupLimit = 1_000

    /// A page of what is held.
    ///
    /// The newest entries come by SQL at once while what is held is not in memory; the first page that is filtered or sorted otherwise
    /// waits until it is (see ``prepareHeld(locating:most:)``). Of a million entries such a page takes 10 to 100 ms, the next one
    /// of the same entries nothing.
    package func heldPage(
        _ query: QuarantineQuery, locating: HeldReading
    ) throws(StoreError) -> QuarantinePage {
        if held?.isComplete != true, query.isPlain {
            return try reading { () throws(StoreError) in try newestHeld(query, locating) }
        }
        for _ in 0..<2 {
            let page = try reading { () throws(StoreError) -> QuarantinePage? in
                try indexedPage(query, try heldIndex(locating))
            }
            if let page { return page }
            held = nil  // An entry of the index is gone: a rejected file was judged again.
        }
        return QuarantinePage(offset: 0, rows: [], matches: 0, anchor: nil)
    }

    /// The groups of what a query lets through, largest first, at most 1 000. Some 20 ns an entry.
    package func heldGroups(
        _ query: QuarantineQuery, by dimensions: [QuarantineGroup.Dimension],
        locating: HeldReading
    ) throws(StoreError) -> [QuarantineGroup] {
        try reading { () throws(StoreError) in
            let index = try heldIndex(locating)
            let entries = try HeldFilter(query, index).entries(checking: interruption.check)
            var grouping = HeldGrouping(index, by: dimensions)
            for entry in entries { grouping.add(Int(entry)) }
            return grouping.groups(limit: Self.groupLimit)
        }
    }

    /// Reads the next part of what pages and groups are answered from into memory, some 25 ms; true when there is more.
    ///
    /// In parts of so many ids, so that other questions can be answered between them. Some 0.8 µs an entry in all.
    package func prepareHeld(
        locating: HeldReading, most: Int64 = 32_768
    ) throws(StoreError) -> Bool {
        let wasComplete = held?.isComplete == true
        let isPartial = try reading { () throws(StoreError) in
            try updateHeld(locating, most: most) == .partial
        }
        guard !isPartial else { return true }
        _ = held?.shapeNumbers()
        guard !wasComplete else { return false }
        // All of it went through SQLite's cache, which needs no page of it any more.
        connection.releaseMemory()
        HostProcess.returnFreeMemory()
        return false
    }

    /// Gives back the memory that ``prepareHeld(locating:most:)`` took; what needs it next reads it anew.
    package func releaseHeld() {
        guard held != nil else { return }
        held = nil
        HostProcess.returnFreeMemory()
    }

    /// What is held, up to date, read into memory as far as it is not yet there. Within a read transaction.
    ///
    /// What was read when it is interrupted stays.
    func heldIndex(_ locating: HeldReading) throws(StoreError) -> HeldIndex {
        while true {
            let progress = try updateHeld(locating)
            try interruption.check()
            if progress == .complete, let held { return held }
        }
    }

    /// Takes the next part of what has changed into ``held``.
    private func updateHeld(
        _ locating: HeldReading, most: Int64 = HeldIndex.partEntries
    ) throws(StoreError) -> HeldIndex.Progress {
        let known = held
        held = nil  // Until it is right again: what fails may leave it half done.
        return try interruption.shielding { () throws(StoreError) in
            var index: HeldIndex
            if let known { index = known } else { index = try HeldIndex(connection) }
            var progress = try index.update(connection, locating: locating, most: most)
            if progress == .stale {
                index = try HeldIndex(connection)
                progress = try index.update(connection, locating: locating, most: most)
            }
            held = index
            return progress
        }
    }

    /// Nil when an entry of the page is no longer held.
    private func indexedPage(
        _ query: QuarantineQuery, _ index: HeldIndex
    ) throws(StoreError) -> QuarantinePage? {
        // Without a filter and in the order of ids, which is asked for all the time, no list of entries is made.
        let chosen =
            query.isPlain
            ? nil : try index.entries(of: query, checking: interruption.check)
        func entry(_ place: Int) -> Int {
            chosen.map { Int($0[place]) }
                ?? (query.isDescending ? index.count - 1 - place : place)
        }
        let count = chosen?.count ?? index.count
        let anchor = query.anchor.flatMap(index.columns.index).flatMap { wanted in
            guard let chosen else { return entry(wanted) }
            return chosen.firstIndex(of: Int32(wanted))
        }
        let offset = max(0, min(query.offset, count))
        var rows: [QuarantinePage.Row] = []
        for place in offset..<min(count, offset + min(query.limit, Self.pageLimit)) {
            let entry = entry(place)
            guard let findings = try findingCount(ofHeld: index.columns.ids[entry]) else {
                return nil
            }
            rows.append(index.row(entry, findingCount: findings))
        }
        return QuarantinePage(
            offset: offset, rows: rows, matches: count, anchor: anchor)
    }

    private func findingCount(ofHeld id: Int64) throws(StoreError) -> Int? {
        let statement = try connection.statement(
            """
            SELECT (SELECT count(*) FROM entry_findings n WHERE n.entry_id = e.id)
                FROM entries e WHERE e.id = ?1 AND e.status = 0
            """)
        statement.bind(id, at: 1)
        defer { statement.reset() }
        return try statement.step() ? statement.int(0) : nil
    }

    /// A page of an unfiltered query in the order of ids, by SQL alone.
    private func newestHeld(
        _ query: QuarantineQuery, _ locating: HeldReading
    ) throws(StoreError) -> QuarantinePage {
        let direction = query.isDescending ? "DESC" : "ASC"
        let statement = try connection.statement(
            """
            SELECT e.id, e.file_id, f.name, e.line, COALESCE(e.quarantined_at, f.committed_at), e.raw,
                f.dataset, h.bytes, COALESCE(f.name_bytes, f.name)
                FROM entries e JOIN ledger f ON f.id = e.file_id
                LEFT JOIN headers h ON h.id = f.header_id
                WHERE e.status = 0 AND f.status <> 'loading'
                ORDER BY e.id \(direction) LIMIT ?1 OFFSET ?2
            """)
        statement.bind(min(query.limit, Self.pageLimit), at: 1)
        statement.bind(max(0, query.offset), at: 2)
        var rows: [QuarantinePage.Row] = []
        var reader: (file: Int64, reader: HeldRecordReader?) = (-1, nil)
        defer { statement.reset() }
        while try statement.step() {
            let id = statement.integer(0)
            let file = statement.integer(1)
            if reader.file != file {
                reader = (
                    file, locating(statement.text(6), statement.bytes(7), statement.bytes(8))
                )
            }
            let findings = try findings(of: id)
            guard let first = findings.first else { continue }
            let line = statement.optionalInteger(3).map { Int($0) }
            let location = line == nil ? nil : reader.reader?.location(of: statement.bytes(5))
            var row = QuarantinePage.Row(
                id: id, fileID: file, fileName: statement.text(2), line: line, finding: first,
                findingCount: findings.count,
                location: location.map { Sanitiser.safe($0).string },
                quarantinedMicroseconds: statement.integer(4))
            row.dataset = statement.text(6).isEmpty ? nil : statement.text(6)
            rows.append(row)
        }
        let count = try HeldCount(
            heldCount, anchor: query.anchor, isDescending: query.isDescending, connection)
        heldCount = count
        return QuarantinePage(
            offset: query.offset, rows: rows, matches: count.total, anchor: count.anchorPlace)
    }
}

extension QuarantineQuery {
    /// True when it asks for everything in the order of ids, which SQL answers at once.
    package var isPlain: Bool {
        filter.isEmpty && fileID == nil && group == nil && sort == .id && until == nil
    }
}

extension HeldIndex {
    /// An entry as a page shows it.
    fileprivate func row(_ entry: Int, findingCount: Int) -> QuarantinePage.Row {
        let file = files[Int(columns.files[entry])]
        let kind = kinds[Int(columns.kinds[entry])]
        let value = columns.hasValue[entry] ? Array(columns.value(entry)) : nil
        let location = columns.locations[entry]
        var row = QuarantinePage.Row(
            id: columns.ids[entry], fileID: file.id, fileName: file.name,
            line: columns.lines[entry] > 0 ? Int(columns.lines[entry]) : nil,
            finding: Finding(
                kind.code, rule: kind.rule, columnIndex: kind.columnIndex,
                columnName: kind.columnName, value: value, message: kind.message),
            findingCount: findingCount, location: location < 0 ? nil : locations[Int(location)],
            quarantinedMicroseconds: columns.since[entry])
        row.dataset = file.dataset
        return row
    }
}
