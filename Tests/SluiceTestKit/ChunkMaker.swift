package import SluiceCore

/// Makes chunks of rows for tests of the store, with partials as a judge would make them.
package struct ChunkMaker {
    /// A cell as a test writes it.
    package enum Cell {
        /// A double.
        case real(Double)
        /// An integer.
        case integer(Int64)
        /// Text.
        case text(String)
        /// NULL.
        case null
    }

    /// The chunk so far.
    package let chunk: RecordChunk

    /// An empty chunk of a schema.
    package init(_ schema: RowSchema) { chunk = RecordChunk(schema: schema) }

    /// Adds a row; the line must be larger than those before.
    package func row(
        line: Int, ms: Int64, fraction: UInt64 = 0, location: String, _ cells: [Cell]
    ) {
        let name = Array(location.utf8)
        var names = chunk.locationNames
        let number = names.firstIndex(of: name) ?? names.count
        if number == names.count {
            names.append(name)
            chunk.locationNames = names
        }
        chunk.lines.append(UInt32(line))
        chunk.timestamps.append(ms)
        chunk.fractions.append(fraction)
        chunk.locations.append(UInt32(number))
        var nulls = [UInt64](repeating: 0, count: chunk.nullWords)
        let hour = ms >= 0 ? ms / 3_600_000 : (ms - 3_599_999) / 3_600_000
        let slot = chunk.partials.slot(location: UInt32(number), hour: hour)
        for (column, cell) in cells.enumerated() {
            let metric = chunk.schema.metrics.firstIndex(of: column)
            var value: Double?
            switch cell {
            case .real(let number):
                chunk.cells.append(number.bitPattern)
                value = number
            case .integer(let number):
                chunk.cells.append(UInt64(bitPattern: number))
                value = Double(number)
            case .text(let text):
                chunk.cells.append(UInt64(chunk.text.count) << 32 | UInt64(text.utf8.count))
                chunk.text.append(contentsOf: text.utf8)
            case .null:
                chunk.cells.append(0)
                nulls[column / 64] |= 1 << UInt64(column % 64)
            }
            if let metric, let value {
                chunk.partials.statistics[slot * chunk.partials.metricCount + metric].add(value)
            }
        }
        chunk.nulls.append(contentsOf: nulls)
        chunk.commitRow()
    }

    /// Adds a held record with findings.
    package func held(line: Int, raw: String, _ findings: [Finding]) {
        chunk.held.append(
            HeldRecord(
                line: line, byteOffset: line * 10, raw: Array(raw.utf8), rawSize: raw.utf8.count,
                findings: findings))
    }
}
