internal import SluiceCore

/// Writes the contents of chunks: rows, partials, held records, and the names they refer to.
///
/// A class, because it holds memory that SQLite reads and caches that a rollback clears.
final class ChunkWriter {
    /// Where a chunk goes.
    struct Place {
        /// The tables.
        let layout: DatasetLayout
        /// The ledger id of the file.
        let fileID: Int64
        /// A row's id is this plus its line.
        let firstRow: Int64
    }

    private let connection: Connection
    private var images: ImagePair?
    private var names: NameCache
    private var plans: [RowSchema: InsertPlan] = [:]
    private var lastPlan: InsertPlan?
    private var searches: [KeySearch] = []
    private var locationIDs: [Int64] = []

    /// A writer on a connection; one that only reads finds keys and enters no names.
    init(_ connection: Connection, onlyReads: Bool = false) {
        self.connection = connection
        names = NameCache(connection, entersLocations: !onlyReads)
    }

    /// Forgets the names that a rollback may have undone.
    func forgetNames() { names.forget() }

    /// Lets go of plans and images, which follow from the tables of all datasets; outside a group, before one changes.
    func forgetTables() throws(StoreError) {
        plans.removeAll()
        lastPlan = nil
        searches.removeAll()
        let attached = images
        images = nil
        try attached?.detach()
    }

    /// Lets go of everything of the connection, which must be closed before the writer goes.
    func close() {
        names.forget()
        plans.removeAll()
        lastPlan = nil
        searches.removeAll()
    }

    /// The id of a header; nil for an empty one.
    func headerID(_ bytes: [UInt8]) throws(StoreError) -> Int64? {
        bytes.isEmpty ? nil : try names.headerID(bytes)
    }

    /// Writes a chunk, its partials in a form; `partials` of the file were written before, more are counted.
    func write(
        _ chunk: RecordChunk, to place: Place, as form: Condensation, partials: inout Int
    ) throws(StoreError) {
        if chunk.count > 0 {
            let plan = try plan(for: chunk.schema, place.layout)
            try findLocations(of: chunk)
            let table = plan.partials.isEmpty ? nil : form.partials(of: chunk)
            try withSource(
                chunk, plan, place, table, hasHours: form == .hours,
                firstPartial: place.firstRow + Int64(partials)
            ) { (source, images) throws(StoreError) in
                try copy(source, plan, place.layout, images)
            }
            partials += table?.keys.count ?? 0
        }
        for record in chunk.held {
            try writeEntry(
                ofFile: place.fileID, line: record.line, byteOffset: record.byteOffset,
                raw: record.raw, rawSize: record.rawSize, findings: record.findings)
        }
    }

    /// The locations and hours of the rows of a chunk that was written last.
    func places(of chunk: RecordChunk) -> [(locationID: Int64, hour: Int64)] {
        chunk.partials.keys.map { (locationIDs[Int($0.location)], $0.hour) }
    }

    /// The rows of a chunk whose key a committed row or one of a given file has, with those rows.
    func knownRows(
        of chunk: RecordChunk, _ key: DatasetKey, orOfFile id: Int64, _ layout: DatasetLayout
    ) throws(StoreError) -> [(row: Int, stored: StoredRow)] {
        let plan = try plan(for: chunk.schema, layout)
        let search = try search(chunk.schema, key, layout)
        try findLocations(of: chunk)
        var found: [(row: Int, stored: StoredRow)] = []
        try withSource(
            chunk, plan, Place(layout: layout, fileID: id, firstRow: 0), nil, hasHours: false,
            firstPartial: 0
        ) { (source, images) throws(StoreError) in
            var row = 0
            while row < source.rowCount {
                let next = try images.first.show(rowsOf: source, from: row, plan.columns, layout)
                found += try search.knownRows(orOfFile: id) { line in
                    chunk.lines[row..<next].firstIndex { Int64($0) == line }
                }
                row = next
            }
        }
        return found
    }

    /// The search for rows by a key; compiled once.
    func search(
        _ schema: RowSchema, _ key: DatasetKey, _ layout: DatasetLayout
    ) throws(StoreError) -> KeySearch {
        if let known = searches.last(where: { $0.schema == schema && $0.key == key }) {
            return known
        }
        if searches.count >= 64 { searches.removeAll() }
        let image = try attachedImages().first
        let search = try KeySearch(schema, key, layout, image: image, connection)
        searches.append(search)
        return search
    }

    /// Writes one quarantine entry with its findings.
    func writeEntry(
        ofFile id: Int64, line: Int?, byteOffset: Int?, raw: [UInt8], rawSize: Int,
        findings: [Finding]
    ) throws(StoreError) {
        let entry = try connection.statement(
            "INSERT INTO entries(file_id, line, byte_offset, raw, raw_size) VALUES (?1, ?2, ?3, ?4, ?5)"
        )
        entry.bind(id, at: 1)
        entry.bind(line, at: 2)
        entry.bind(byteOffset, at: 3)
        entry.bind(bytes: raw, at: 4)
        entry.bind(rawSize == raw.count ? nil : rawSize, at: 5)
        try entry.run()
        try writeFindings(findings, ofEntry: connection.lastInsertedID)
    }

    /// Writes the findings of an entry that has none.
    func writeFindings(_ findings: [Finding], ofEntry entryID: Int64) throws(StoreError) {
        for (position, finding) in findings.enumerated() {
            let kind = try names.kindID(finding)
            let statement = try connection.statement(
                "INSERT INTO entry_findings(entry_id, position, kind_id, value) VALUES (?1, ?2, ?3, ?4)"
            )
            statement.bind(entryID, at: 1)
            statement.bind(position, at: 2)
            statement.bind(kind, at: 3)
            let isText = finding.value.map(Self.isText) ?? false
            statement.bind(bytes: finding.value, isText: isText, at: 4)
            try statement.run()
        }
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    }

    private func plan(
        for schema: RowSchema, _ layout: DatasetLayout
    ) throws(StoreError) -> InsertPlan {
        if let lastPlan, lastPlan.schema == schema { return lastPlan }
        let plan: InsertPlan
        if let known = plans[schema] {
            plan = known
        } else {
            if plans.count >= 64 { plans.removeAll() }
            plan = try InsertPlan(schema, layout, attachedImages(), connection)
            plans[schema] = plan
        }
        lastPlan = plan
        return plan
    }

    private func attachedImages() throws(StoreError) -> ImagePair {
        if let images { return images }
        let attached = try ImagePair(connection)
        images = attached
        return attached
    }

    private func findLocations(of chunk: RecordChunk) throws(StoreError) {
        locationIDs.removeAll(keepingCapacity: true)
        for name in chunk.locationNames { locationIDs.append(try names.locationID(name)) }
    }

    /// Runs a body with what an image of the chunk is made from.
    private func withSource(
        _ chunk: RecordChunk, _ plan: InsertPlan, _ place: Place, _ partials: PartialTable?,
        hasHours: Bool, firstPartial: Int64,
        _ body: (ChunkSource, ImagePair) throws(StoreError) -> Void
    ) throws(StoreError) {
        let storages = plan.storages(for: chunk)
        var failure: StoreError?
        // Borrowed pointers, valid only inside these closures.
        chunk.lines.withUnsafeBufferPointer { lines in
            chunk.timestamps.withUnsafeBufferPointer { timestamps in
                chunk.fractions.withUnsafeBufferPointer { fractions in
                    chunk.locations.withUnsafeBufferPointer { locations in
                        chunk.cells.withUnsafeBufferPointer { cells in
                            chunk.nulls.withUnsafeBufferPointer { nulls in
                                var source = ChunkSource()
                                source.rowCount = chunk.count
                                source.firstRow = place.firstRow
                                source.fileID = place.fileID
                                source.lines = lines.baseAddress
                                source.timestamps = timestamps.baseAddress
                                source.fractions = fractions.baseAddress
                                source.locations = locations.baseAddress
                                source.cells = cells.baseAddress
                                source.nulls = nulls.baseAddress
                                source.columnCount = chunk.schema.columns.count
                                source.nullWords = chunk.nullWords
                                source.hasText = plan.hasText
                                source.firstPartial = firstPartial
                                source.hasHours = hasHours
                                failure = withSourceFurther(
                                    chunk, source, storages, partials, body)
                            }
                        }
                    }
                }
            }
        }
        if let failure { throw failure }
    }

    private func withSourceFurther(
        _ chunk: RecordChunk, _ begun: ChunkSource, _ storages: [ChunkSource.Storage],
        _ partials: PartialTable?, _ body: (ChunkSource, ImagePair) throws(StoreError) -> Void
    ) -> StoreError? {
        var source = begun
        let statistics = partials?.statistics ?? []
        let keys = partials?.keys ?? []
        return storages.withUnsafeBufferPointer { storages in
            locationIDs.withUnsafeBufferPointer { locationIDs in
                chunk.text.withUnsafeBufferPointer { text in
                    keys.withUnsafeBufferPointer { keys in
                        statistics.withUnsafeBufferPointer { statistics in
                            source.storages = storages.baseAddress
                            source.locationIDs = locationIDs.baseAddress
                            source.text = text.baseAddress
                            source.partialKeys = keys.baseAddress
                            source.statistics = statistics.baseAddress
                            source.partialCount = keys.count
                            source.metricCount = partials?.metricCount ?? 0
                            do throws(StoreError) {
                                guard let images else {
                                    throw StoreError(.misuse, "there are no images")
                                }
                                try body(source, images)
                                return nil
                            } catch {
                                return error
                            }
                        }
                    }
                }
            }
        }
    }

    /// Copies rows and partials into their tables, as much at a time as an image shows.
    private func copy(
        _ source: ChunkSource, _ plan: InsertPlan, _ layout: DatasetLayout, _ images: ImagePair
    ) throws(StoreError) {
        let (columns, metrics) = (plan.columns, plan.metrics)
        var last = try lastEntry(of: layout)
        try images.copy(source.rowCount) { (image, row) throws(StoreError) in
            try image.show(rowsOf: source, from: row, columns, layout)
        } insert: { (image, count) throws(StoreError) in
            guard let times = images.each[image].shownTimes else {
                throw StoreError(.misuse, "the image shows no rows")
            }
            let isLater = last.map { $0 < times.lowerBound } ?? true
            try run(
                isLater ? plan.appendedRows[image] : plan.insertedRows[image], inserting: count)
            last = max(last ?? times.upperBound, times.upperBound)
        }
        guard !plan.partials.isEmpty else { return }
        try images.copy(source.partialCount) { (image, slot) throws(StoreError) in
            try image.show(partialsOf: source, from: slot, metrics, layout)
        } insert: { (image, count) throws(StoreError) in
            try run(plan.partials[image], inserting: count)
        }
    }

    /// The last entry of the time index; nil when the table is empty. One search.
    private func lastEntry(
        of layout: DatasetLayout
    ) throws(StoreError) -> TimeIndexTree.Entry? {
        let statement = try connection.statement(
            """
            SELECT timestamp_ms, id FROM \(layout.rowsTable) ORDER BY timestamp_ms DESC, id DESC
                LIMIT 1
            """)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return TimeIndexTree.Entry(milliseconds: statement.integer(0), id: statement.integer(1))
    }

    private func run(_ statement: Statement, inserting count: Int) throws(StoreError) {
        try statement.run()
        guard connection.changes == count else {
            throw StoreError(
                .constraint, "\(connection.changes) rows were inserted instead of \(count)")
        }
    }
}
