/// The phases of a record: each returns a result, or nil after changing the phase or the position.
extension RecordScanner {
    /// Moves over empty lines; false when no record starts in these bytes or one cannot tell yet.
    @inline(__always)
    mutating func passEmptyLines(
        in bytes: Span<UInt8>, at offset: inout Int, isFinal: Bool
    ) -> Bool {
        while offset < bytes.count {
            var length = 0
            if bytes[offset] == Self.lineFeed {
                length = 1
            } else if bytes[offset] == Self.carriageReturn {
                if offset + 1 == bytes.count { return isFinal }
                length = bytes[offset + 1] == Self.lineFeed ? 2 : 0
            }
            if length == 0 { return true }
            offset += length
            byteOffset += length
            line += 1
        }
        return false
    }

    @inline(__always)
    mutating func begin(_ record: inout RecordLayout) {
        phase = .fields
        scanned = 0
        fieldCount = 0
        lineFeeds = 0
        record.fault = nil
        record.isPlainASCII = true
        record.hasQuotes = false
        record.prefix = nil
        record.marks[0] = 0
    }

    @inline(__always)
    mutating func scanFields(
        _ bytes: Span<UInt8>, _ position: inout Int, _ offset: inout Int, _ isFinal: Bool,
        _ record: inout RecordLayout
    ) -> ScanResult? {
        let start = offset
        let stop = scan.separators(
            in: bytes, from: position, start: start, fieldCount: &fieldCount, record: &record)
        if stop == bytes.count {
            if isFinal { return finish(bytes, lineEnd: stop, &offset, &record) }
            scanned = stop - start
            guard scanned > limits.recordBytes + 1 else { return .needsInput }
            beginSkipping(bytes, at: stop, &offset, .recordTooLong)
            return nil
        }
        if bytes[stop] == Self.lineFeed { return finish(bytes, lineEnd: stop, &offset, &record) }
        if stop - start >= limits.recordBytes {
            beginSkipping(bytes, at: stop, &offset, .recordTooLong)
            return nil
        }
        record.hasQuotes = true
        if stop == start || bytes[stop - 1] == dialect.delimiter {
            setStart(stop + 1 - start, flags: RecordLayout.quotedFlag, &record)
            phase = .quoted
            position = stop + 1
        } else {
            fail(.strayQuote(field: fieldCount), &record)
            position = stop
        }
        return nil
    }

    mutating func scanQuoted(
        _ bytes: Span<UInt8>, _ position: inout Int, _ offset: inout Int, _ isFinal: Bool,
        _ record: inout RecordLayout
    ) -> ScanResult? {
        let start = offset
        let bound = min(bytes.count, start + limits.recordBytes)
        if position < bound {
            let run = scan.quoted(in: bytes, from: position, to: bound, record: &record)
            if lineFeeds == 0, let first = run.firstLineFeed {
                firstLineFeed = first - start
                firstLineField = fieldCount
            }
            lineFeeds += run.lineFeeds
            position = run.stop
        }
        if position >= bound {
            if isFinal && bound == bytes.count || bytes.count - start >= limits.recordBytes {
                let fault = RecordFault.unclosedQuote(field: fieldCount)
                fail(fault, &record)
                return nil
            }
            scanned = position - start
            return .needsInput
        }
        let next = position + 1
        if next == bytes.count || bytes[next] == Self.carriageReturn && next + 1 == bytes.count {
            guard isFinal else {
                scanned = position - start
                return .needsInput
            }
            if next == bytes.count {
                return finish(bytes, lineEnd: next, quote: position, &offset, &record)
            }
        }
        switch bytes[next] {
        case dialect.quote:
            if fieldCount < limits.columns {
                let mark = record.startMark(fieldCount)
                record.setStart(fieldCount, mark | RecordLayout.escapesFlag)
            }
            position += 2
            return nil
        case dialect.delimiter:
            setEnd(position - start, &record)
            fieldCount += 1
            setStart(next + 1 - start, &record)
            position += 2
            phase = .fields
            return nil
        case Self.lineFeed:
            return finish(bytes, lineEnd: next, quote: position, &offset, &record)
        case Self.carriageReturn where next + 1 < bytes.count && bytes[next + 1] == Self.lineFeed:
            return finish(bytes, lineEnd: next + 1, quote: position, &offset, &record)
        default:
            fail(.textAfterQuote(field: fieldCount), &record)
            position = next
            return nil
        }
    }

    mutating func seekLineEnd(
        _ bytes: Span<UInt8>, _ position: Int, _ offset: inout Int, _ isFinal: Bool,
        _ fault: RecordFault, _ record: inout RecordLayout
    ) -> ScanResult? {
        if lineFeeds > 0 { return reduce(bytes, &offset, &record) }
        let stop = scan.lineFeed(in: bytes, from: position)
        record.isPlainASCII = false
        if stop == bytes.count && !isFinal {
            scanned = stop - offset
            guard scanned > limits.recordBytes + 1 else { return .needsInput }
            beginSkipping(bytes, at: stop, &offset, fault)
            return nil
        }
        record.fault = fault
        return finish(bytes, lineEnd: stop, &offset, &record)
    }
}
