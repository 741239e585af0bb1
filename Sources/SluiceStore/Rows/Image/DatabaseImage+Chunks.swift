internal import SluiceCore

/// Chunks as tables of the image.
extension DatabaseImage {
    /// Rows shown at once: few enough to stay in the processor's cache from the encoder to SQLite.
    static let rowLimit = 1024

    /// Makes the image show rows of a chunk, from one on, in the table and time index of a layout; returns the first row that it
    /// does not show: ``rowLimit`` on, or one that found no room.
    ///
    /// `columns` gives, for each position of the layout, the column of the chunk, or −1. Rows must be in the order of their lines.
    func show(
        rowsOf source: ChunkSource, from start: Int, _ columns: [Int], _ layout: DatasetLayout
    ) throws(StoreError) -> Int {
        guard let table = root(of: layout.rowsTable), let index = root(of: layout.timeIndex),
            let lines = source.lines, let timestamps = source.timestamps
        else { throw StoreError(.misuse, "the image has no table of \(layout.dataset)") }
        pages.takeBack()
        var tree = TableTree(pages, root: table)
        var row = start
        var lastLine: UInt32 = start == 0 ? 0 : lines[start - 1]
        var isInOrder = true
        let end = min(source.rowCount, start + Self.rowLimit)
        while row < end {
            let line = lines[row]
            guard line > lastLine || row == 0 else {
                throw StoreError(.misuse, "rows of a chunk are not in the order of their lines")
            }
            lastLine = line
            if row > start, timestamps[row] < timestamps[row - 1] { isInOrder = false }
            encode(row, of: source, columns)
            let indexPages = TimeIndexTree.pageCount(entries: row - start + 1)
            guard pages.free > indexPages,
                tree.append(id: source.firstRow + Int64(line), record)
            else { break }
            row += 1
        }
        guard row > start else { throw StoreError(.constraint, "a row is too large to be stored") }
        tree.finish()
        withUnsafeTemporaryAllocation(of: TimeIndexTree.Entry.self, capacity: row - start) {
            entries in
            for position in start..<row {
                entries.initializeElement(
                    at: position - start,
                    to: .init(
                        milliseconds: timestamps[position],
                        id: source.firstRow + Int64(lines[position])))
            }
            if !isInOrder {
                var ordered = entries
                ordered.sort()
            }
            shownTimes = entries[0]...entries[row - start - 1]
            TimeIndexTree.write(UnsafeBufferPointer(entries), to: pages, root: index, record)
        }
        return row
    }

    /// Makes the image show partials of a chunk, from one on; returns the first that found no room.
    ///
    /// `metrics` gives, for each metric of the layout, that of the chunk, or −1.
    func show(
        partialsOf source: ChunkSource, from start: Int, _ metrics: [Int], _ layout: DatasetLayout
    ) throws(StoreError) -> Int {
        guard let table = root(of: layout.partialsTable), let keys = source.partialKeys,
            let locations = source.locationIDs, let statistics = source.statistics
        else { throw StoreError(.misuse, "the image has no partials of \(layout.dataset)") }
        pages.takeBack()
        var tree = TableTree(pages, root: table)
        var slot = start
        while slot < source.partialCount {
            record.begin(columns: 3 + 5 * metrics.count, textBytes: 0)
            record.appendNull()
            record.append(locations[Int(keys[slot].location)])
            if source.hasHours { record.append(keys[slot].hour) } else { record.appendNull() }
            for metric in metrics {
                let value =
                    metric < 0
                    ? MetricStatistics() : statistics[slot * source.metricCount + metric]
                record.append(value)
            }
            guard tree.append(id: source.firstPartial + Int64(slot), record) else { break }
            slot += 1
        }
        guard slot > start else { throw StoreError(.constraint, "a partial is too large") }
        tree.finish()
        return slot
    }

    private func encode(_ row: Int, of source: ChunkSource, _ columns: [Int]) {
        guard let cells = source.cells, let storages = source.storages, let nulls = source.nulls
        else { return }
        let cell = cells + row &* source.columnCount
        let null = nulls + row &* source.nullWords
        record.begin(
            columns: 5 + columns.count,
            textBytes: source.hasText ? textBytes(cell, null, source, columns) : 0)
        record.appendNull()  // the id is the key of the table
        record.append(source.timestamps?[row] ?? 0)
        record.append(source.fileID)
        record.append(source.locationIDs?[Int(source.locations?[row] ?? 0)] ?? 0)
        let fraction = source.fractions?[row] ?? 0
        record.append(fraction == 0 ? 0 : ReadingExtra.of(fraction: fraction))
        for column in columns {
            guard column >= 0, null[column >> 6] & (1 << UInt64(column & 63)) == 0 else {
                record.appendNull()
                continue
            }
            let bits = cell[column]
            switch storages[column] {
            case .integer: record.append(Int64(bitPattern: bits))
            case .real: record.append(Double(bitPattern: bits))
            case .scaled:
                let value = Double(bitPattern: bits)
                if let thousandths = ScaledDecimal.thousandths(value) {
                    record.append(thousandths)
                } else {
                    record.append(value)
                }
            case .text:
                record.append(
                    text: source.text.map { $0 + Int(bits >> 32) }, count: Int(bits & 0xFFFF_FFFF))
            }
        }
    }

    private func textBytes(
        _ cell: UnsafePointer<UInt64>, _ null: UnsafePointer<UInt64>, _ source: ChunkSource,
        _ columns: [Int]
    ) -> Int {
        var bytes = 0
        for column in columns
        where column >= 0 && source.storages?[column] == .text
            && null[column >> 6] & (1 << UInt64(column & 63)) == 0
        {
            bytes += Int(cell[column] & 0xFFFF_FFFF)
        }
        return bytes
    }
}

extension RecordEncoder {
    /// Appends the five columns of a metric. What follows from the count is NULL: everything when it is 0, all but the mean when it
    /// is 1.
    fileprivate func append(_ value: MetricStatistics) {
        guard value.count > 0 else {
            for _ in 0..<5 { appendNull() }
            return
        }
        append(Int64(value.count))
        append(value.mean)
        guard value.count > 1 else {
            for _ in 0..<3 { appendNull() }
            return
        }
        append(value.squaredDeviations)
        append(value.minimum)
        append(value.maximum)
    }
}
