/// How records end: well, with a fault, or past the limit.
extension RecordScanner {
    /// Notes the mark that starts the current field.
    @inline(__always)
    func setStart(_ mark: Int, flags: UInt32 = 0, _ record: inout RecordLayout) {
        if fieldCount < limits.columns { record.setStart(fieldCount, UInt32(mark) | flags) }
    }

    /// Notes the end of the current field.
    @inline(__always)
    func setEnd(_ end: Int, _ record: inout RecordLayout) {
        if fieldCount < limits.columns { record.setEnd(fieldCount, end) }
    }

    /// Ends the record before the LF at `lineEnd`, or at the end of the file; `quote` closes its last field, if quoted.
    @inline(__always)
    mutating func finish(
        _ bytes: Span<UInt8>, lineEnd: Int, quote: Int? = nil, _ offset: inout Int,
        _ record: inout RecordLayout
    ) -> ScanResult {
        let start = offset
        let hasLineFeed = lineEnd < bytes.count
        var end = lineEnd
        if hasLineFeed && end > start && bytes[end - 1] == Self.carriageReturn { end -= 1 }
        setEnd((quote ?? end) - start, &record)
        place(start..<end, &record)
        record.fieldCount = fieldCount + 1
        if end - start > min(limits.fieldBytes, limits.recordBytes) { checkLengths(bytes, &record) }
        let consumed = hasLineFeed ? lineEnd + 1 : lineEnd
        byteOffset += consumed - start
        offset = consumed
        line += lineFeeds + 1
        phase = .start
        return .record
    }

    /// Puts the record where it lies; call before line and offset move on.
    @inline(__always)
    private func place(_ range: Range<Int>, _ record: inout RecordLayout) {
        record.start = range.lowerBound
        record.end = range.upperBound
        record.line = line
        record.byteOffset = byteOffset
        record.rawSize = range.count
    }

    /// Finds a record or a field over its limit in a record that is all there.
    private func checkLengths(_ bytes: Span<UInt8>, _ record: inout RecordLayout) {
        if record.rawSize > limits.recordBytes {
            record.fieldCount = 0
            record.fault = record.fault ?? .recordTooLong
            return
        }
        guard record.fault == nil else { return }
        let quote = dialect.quote ?? dialect.delimiter  // without quotes no field has escapes
        for field in 0..<record.storedFieldCount {
            guard record.range(field).count > limits.fieldBytes else { continue }
            if record.content(field, in: bytes, quote: quote).count > limits.fieldBytes {
                record.fault = .fieldTooLong(field: field)
                return
            }
        }
    }

    /// Makes the record faulty: its current field reaches to the end of the line as raw text.
    mutating func fail(_ fault: RecordFault, _ record: inout RecordLayout) {
        phase = .faulty(fault)
        guard lineFeeds == 0, fieldCount < limits.columns else { return }
        let mark = record.startMark(fieldCount)
        let start = Int(mark & RecordLayout.offsetMask)
        setStart(mark & RecordLayout.quotedFlag == 0 ? start : start - 1, &record)
    }

    /// Ends a record whose fault came to light after its first line: it is that line, and the next ones are read again.
    mutating func reduce(
        _ bytes: Span<UInt8>, _ offset: inout Int, _ record: inout RecordLayout
    ) -> ScanResult {
        lineFeeds = 0
        fieldCount = firstLineField
        let fault = RecordFault.unclosedQuote(field: firstLineField)
        fail(fault, &record)
        record.fault = fault
        return finish(bytes, lineEnd: offset + firstLineFeed, &offset, &record)
    }

    /// Gives up keeping the record: what was seen up to `position` is consumed, its beginning is kept.
    mutating func beginSkipping(
        _ bytes: Span<UInt8>, at position: Int, _ offset: inout Int, _ fault: RecordFault
    ) {
        prefix.removeAll()
        scanned = 0
        skipOffset = byteOffset
        endsWithReturn = false
        phase = .skipping(fault)
        passOver(bytes, to: position, &offset)
    }

    /// Passes over the rest of a line that is too long, and returns the record at its end.
    mutating func skip(
        in bytes: Span<UInt8>, at offset: inout Int, isFinal: Bool, fault: RecordFault,
        into record: inout RecordLayout
    ) -> ScanResult {
        let stop = scan.lineFeed(in: bytes, from: offset)
        passOver(bytes, to: stop, &offset)
        let hasLineFeed = stop < bytes.count
        guard hasLineFeed || isFinal else { return .needsInput }
        let size = hasLineFeed && endsWithReturn ? scanned - 1 : scanned
        place(stop..<stop, &record)
        record.byteOffset = skipOffset
        record.rawSize = size
        record.fieldCount = 0
        record.fault = fault
        record.isPlainASCII = false
        record.prefix = Array(prefix.prefix(size))
        prefix.removeAll()
        if hasLineFeed {
            offset += 1
            byteOffset += 1
        }
        line += lineFeeds + 1
        phase = .start
        return .record
    }

    private mutating func passOver(
        _ bytes: Span<UInt8>, to position: Int, _ offset: inout Int
    ) {
        guard position > offset else { return }
        let kept = min(position - offset, HeldRecord.rawLimit - prefix.count)
        prefix += RecordLayout.copy(bytes, offset..<offset + kept)
        scanned += position - offset
        endsWithReturn = bytes[position - 1] == Self.carriageReturn
        byteOffset += position - offset
        offset = position
    }
}
