internal import CSQLite

/// The write-ahead log and its index, as SQLite itself has them open: no descriptor is opened and closed for it.
extension Connection {
    /// Bytes of a part of the index, and of the numbers of pages in front of its hash table.
    private static let partBytes = 32768
    private static let partFrames = 4096
    /// Bytes of the two copies of the header, and of all that stands before the numbers of pages in the first part.
    private static let headersBytes = 96
    private static let firstBytes = 136

    private func part(_ number: Int) -> UnsafeMutableRawBufferPointer? {
        sl_sqlite_log_index(handle, Int32(number)).map {
            UnsafeMutableRawBufferPointer(start: $0, count: Self.partBytes)
        }
    }

    private static func part(ofFrame frame: Int) -> Int {
        (frame + firstBytes / 4 - 1) / partFrames
    }

    /// Where the log ends by its index, and how many frames of it are in the database; nil when the index is not whole.
    func logIndex() -> (mark: LogMark, copied: Int)? {
        // Another process may be about to write it: that takes no time.
        for _ in 0..<10 {
            if let state = logIndexNow() { return state }
        }
        return nil
    }

    private func logIndexNow() -> (mark: LogMark, copied: Int)? {
        guard let bytes = part(0).map({ UnsafeRawBufferPointer($0) }) else { return nil }
        func number(_ at: Int) -> UInt32 { bytes.load(fromByteOffset: at, as: UInt32.self) }
        let half = Self.headersBytes / 2
        var sums = LogSums()
        sums.add(
            UnsafeRawBufferPointer(rebasing: bytes[..<(half - 8)]),
            isBigEndian: UInt32(1) == UInt32(1).bigEndian)
        guard bytes[12] == 1, bytes[..<half].elementsEqual(bytes[half..<Self.headersBytes]),
            sums == LogSums(first: number(half - 8), second: number(half - 4))
        else { return nil }
        let size = Int(bytes.load(fromByteOffset: 14, as: UInt16.self))
        let mark = LogMark(
            frames: Int(number(16)), pageBytes: size & 0xFE00 + (size & 1) << 16,
            salts: bytes.load(fromByteOffset: 32, as: UInt64.self),
            sums: LogSums(first: number(24), second: number(28)))
        let copied = Int(number(Self.headersBytes))
        return copied <= mark.frames ? (mark, copied) : nil
    }

    /// A number that is another one when something in the index has changed but for marks of readers. Microseconds.
    func logIndexDigest() -> UInt64 {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        var number = 0
        var last = 0
        while number <= last, let bytes = part(number) {
            if number == 0 {
                last = Self.part(ofFrame: Int(bytes.load(fromByteOffset: 16, as: UInt32.self)))
            }
            let words = bytes.bindMemory(to: UInt64.self)
            for index in words.indices
            where number > 0 || index < Self.headersBytes / 8 || index >= Self.firstBytes / 8 {
                digest = (digest ^ words[index]) &* 0x100_0000_01b3
            }
            number += 1
        }
        return digest
    }

    /// Has whoever uses the index next make it anew from the log.
    func discardLogIndex() {
        guard let bytes = part(0) else { return }
        for index in 0..<Self.headersBytes { bytes[index] = 0 }
    }

    /// True when the index leads to a page in the log by its number.
    private func indexLeads(to frame: Int, ofPage page: UInt32) -> Bool {
        let number = Self.part(ofFrame: frame)
        guard let part = part(number) else { return false }
        let before = number == 0 ? 0 : number * Self.partFrames - Self.firstBytes / 4
        let local = frame - before
        let start = number == 0 ? Self.firstBytes : 0
        guard part.load(fromByteOffset: start + (local - 1) * 4, as: UInt32.self) == page else {
            return false
        }
        var slot = Int(page &* 383) & 8191
        for _ in 0..<8192 {
            let found = part.load(fromByteOffset: Self.partBytes / 2 + slot * 2, as: UInt16.self)
            if found == 0 { return false }
            if found == local { return true }
            slot = (slot + 1) & 8191
        }
        return false
    }

    /// Reads from the log; false behind its end. Throws `io`.
    func readLog(
        _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(StoreError) -> Bool {
        let code = sl_sqlite_log_read(
            handle, buffer.baseAddress, Int32(buffer.count), Int64(offset))
        if code == 522 { return false }  // SQLITE_IOERR_SHORT_READ
        guard code == SQLITE_OK else {
            throw StoreError(code: code, message: "reading the -wal failed (SQLite code \(code))")
        }
        return true
    }

    /// What a look at the frames of a log can find.
    enum LogState: Equatable {
        /// It is as it was written.
        case whole
        /// This frame and what follows is not; 0 for the header.
        case damaged(frame: Int)
        /// The log is whole, and its index is not.
        case misled
    }

    /// Checks the log by its checksums up to a mark, from the beginning or from an earlier mark that was reached then; with `index`
    /// also whether the index leads to each frame. Some 3 ms for 8 MiB.
    func verifyLog(
        from earlier: LogMark? = nil, to mark: LogMark, index: Bool = false
    ) throws(StoreError) -> LogState {
        guard mark.frames > 0 else { return .whole }
        let block = 32
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: block * mark.frameBytes, alignment: 8)
        defer { buffer.deallocate() }
        let header = UnsafeMutableRawBufferPointer(rebasing: buffer[..<LogMark.headerBytes])
        guard try readLog(header, at: 0) else { return .damaged(frame: 0) }
        func number(_ at: Int) -> UInt32 {
            UInt32(bigEndian: buffer.load(fromByteOffset: at, as: UInt32.self))
        }
        let isBigEndian = number(0) & 1 == 1
        var sums = LogSums()
        sums.add(UnsafeRawBufferPointer(rebasing: header[..<24]), isBigEndian: isBigEndian)
        guard number(0) & ~1 == 0x377F_0682, number(8) == UInt32(mark.pageBytes),
            header.load(fromByteOffset: 16, as: UInt64.self) == mark.salts,
            sums == LogSums(first: number(24), second: number(28))
        else { return .damaged(frame: 0) }
        var frame = 0
        if let earlier, earlier.salts == mark.salts, earlier.frames <= mark.frames {
            (frame, sums) = (earlier.frames, earlier.sums)
        }
        var isMisled = false
        while frame < mark.frames {
            let count = min(block, mark.frames - frame)
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(count * mark.frameBytes)])
            guard try readLog(part, at: LogMark.headerBytes + frame * mark.frameBytes) else {
                return .damaged(frame: frame + 1)
            }
            for start in stride(from: 0, to: part.count, by: mark.frameBytes) {
                frame += 1
                sums.add(
                    UnsafeRawBufferPointer(rebasing: part[start..<(start + 8)]),
                    isBigEndian: isBigEndian)
                let page = start + LogMark.frameHeaderBytes
                sums.add(
                    UnsafeRawBufferPointer(rebasing: part[page..<(start + mark.frameBytes)]),
                    isBigEndian: isBigEndian)
                guard part.load(fromByteOffset: start + 8, as: UInt64.self) == mark.salts,
                    sums == LogSums(first: number(start + 16), second: number(start + 20))
                else { return .damaged(frame: frame) }
                if index, !isMisled { isMisled = !indexLeads(to: frame, ofPage: number(start)) }
            }
        }
        guard sums == mark.sums else { return .damaged(frame: frame) }
        return isMisled ? .misled : .whole
    }

    /// Leaves the log as it is when this connection ends, even the last one.
    func leavesLogWhenClosed() {
        _ = sl_sqlite_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    }
}
