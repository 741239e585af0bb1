/// Taking back rows whose key is known already. The judge cannot know what the store holds: whoever writes decides.
extension ChunkContents {
    /// The key of a row as bytes: equal for two rows of the same schema exactly when their keys are equal.
    ///
    /// A NULL is equal to a NULL, 0 to −0, `.5` of a second to `.50`; texts and locations are equal byte for byte.
    package func keyBytes(ofRow row: Int, _ key: DatasetKey) -> [UInt8] {
        var bytes: [UInt8] = []
        if key.hasTime {
            Self.append(UInt64(bitPattern: timestamps[row]), to: &bytes)
            Self.append(Self.nanoseconds(fractions[row]), to: &bytes)
        }
        if key.hasLocation { Self.append(locationTable.names[Int(locations[row])], to: &bytes) }
        for column in key.columns {
            let isNull = isNull(row: row, column: column)
            bytes.append(isNull ? 1 : 0)
            guard !isNull else { continue }
            let cell = cells[row * schema.columns.count + column]
            if schema.columns[column].kind == .text {
                Self.append(Array(text[Self.textRange(cell)]), to: &bytes)
            } else {
                let isZero = schema.columns[column].kind == .real && cell == Self.minusZero
                Self.append(isZero ? 0 : cell, to: &bytes)
            }
        }
        return bytes
    }

    private static let minusZero = (-0.0).bitPattern

    /// What the digits of a second's fraction amount to.
    private static func nanoseconds(_ fraction: UInt64) -> UInt64 {
        var value = fraction & 0xFFFF_FFFF
        for _ in 0..<(9 - min(9, fraction >> 32)) { value *= 10 }
        return value
    }

    /// The rows, ascending, whose key an earlier row of this chunk has. Linear time.
    package func repeatedRows(_ key: DatasetKey) -> [Int] {
        var seen: Set<[UInt8]> = []
        return repeatedRows(key, seen: &seen)
    }

    /// The rows, ascending, whose key is among those seen or that of an earlier row; all keys have been seen then.
    package func repeatedRows(_ key: DatasetKey, seen: inout Set<[UInt8]>) -> [Int] {
        (0..<count).filter { !seen.insert(keyBytes(ofRow: $0, key)).inserted }
    }

    /// The rows, ascending, whose key is among those seen or that of a later row; all keys have been seen then.
    package func overtakenRows(_ key: DatasetKey, seen: inout Set<[UInt8]>) -> [Int] {
        (0..<count).reversed().filter { !seen.insert(keyBytes(ofRow: $0, key)).inserted }.reversed()
    }

    /// Takes rows back and holds their records with the code `DUPLICATE`; the rows must be ascending and have a source.
    package mutating func holdDuplicates(rows: [Int]) {
        let records = rows.filter { $0 < sources.count }.map { row in
            let source = sources[row]
            return HeldRecord(
                line: Int(lines[row]), byteOffset: source.byteOffset,
                raw: Array(sourceBytes[source.start..<(source.start + source.count)]),
                rawSize: source.rawSize,
                findings: [
                    Finding(
                        .duplicate, rule: "duplicate",
                        message: "the key of the record was seen before")
                ])
        }
        remove(rows: rows)
        for record in records { appendHeld(record) }
        held.sort { $0.byteOffset < $1.byteOffset }
    }

    /// Takes rows back as if they had not been read; the rows must be ascending. Aggregates are computed anew.
    ///
    /// Texts and locations stay in their arenas. Linear time in the rows of the chunk.
    package mutating func remove(rows: [Int]) {
        guard !rows.isEmpty else { return }
        let gone = Set(rows)
        let kept = (0..<count).filter { !gone.contains($0) }
        let width = schema.columns.count
        lines = kept.map { lines[$0] }
        timestamps = kept.map { timestamps[$0] }
        fractions = kept.map { fractions[$0] }
        locations = kept.map { locations[$0] }
        cells = kept.flatMap { cells[($0 * width)..<(($0 + 1) * width)] }
        nulls = kept.flatMap { nulls[($0 * nullWords)..<(($0 + 1) * nullWords)] }
        if !sources.isEmpty { sources = kept.map { sources[$0] } }
        setCount(kept.count)
        partials.removeAll()
        for row in 0..<count { aggregate(row) }
    }

    private mutating func aggregate(_ row: Int) {
        let values = schema.metrics.map { column -> Double in
            guard !isNull(row: row, column: column) else { return .nan }
            let cell = cells[row * schema.columns.count + column]
            return schema.columns[column].kind == .integer
                ? Double(Int64(bitPattern: cell)) : Double(bitPattern: cell)
        }
        partials.add(
            values, location: locations[row],
            hour: PartialTable.hour(ofMilliseconds: timestamps[row]))
    }

    private func isNull(row: Int, column: Int) -> Bool {
        nulls[row * nullWords + column / 64] >> UInt64(column % 64) & 1 == 1
    }

    private static func textRange(_ cell: UInt64) -> Range<Int> {
        let start = Int(truncatingIfNeeded: cell >> 32)
        return start..<(start + Int(truncatingIfNeeded: cell & 0xFFFF_FFFF))
    }

    private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
        }
    }

    private static func append(_ text: [UInt8], to bytes: inout [UInt8]) {
        append(UInt64(text.count), to: &bytes)
        bytes += text
    }
}
