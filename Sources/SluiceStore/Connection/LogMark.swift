/// An end of a commit in a write-ahead log: how far it goes, and the checksum over all before it.
struct LogMark: Equatable {
    /// Bytes of the header of a log.
    static let headerBytes = 32
    /// Bytes before the page in a frame.
    static let frameHeaderBytes = 24

    /// Frames up to here.
    let frames: Int
    /// Bytes of a page.
    let pageBytes: Int
    /// What tells this log from those that were in the file before: 8 bytes as they stand there.
    let salts: UInt64
    /// The checksum over the header and all frames up to here.
    let sums: LogSums

    /// Bytes of a frame.
    var frameBytes: Int { Self.frameHeaderBytes + pageBytes }

    /// Bytes that the file has at least; 0 for a log without frames, which need not be there.
    var bytes: Int { frames == 0 ? 0 : Self.headerBytes + frames * frameBytes }

    /// True when the log of `earlier` was started over since, which SQLite does only once all of it is in the database.
    func hasRestarted(since earlier: LogMark) -> Bool {
        func number(_ mark: LogMark) -> UInt32 {
            UInt32(truncatingIfNeeded: UInt64(bigEndian: mark.salts) >> 32)
        }
        let steps = number(self) &- number(earlier)
        return steps > 0 && steps < 1 << 16
    }
}

/// The running checksum of a write-ahead log (sqlite.org/fileformat2.html, "WAL file format").
struct LogSums: Equatable {
    var first: UInt32 = 0
    var second: UInt32 = 0

    /// Takes in bytes, a multiple of 8. Some 5 GB a second.
    mutating func add(_ bytes: UnsafeRawBufferPointer, isBigEndian: Bool) {
        var (first, second) = (first, second)
        for at in stride(from: 0, to: bytes.count, by: 8) {
            let one = bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
            let two = bytes.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self)
            first &+= (isBigEndian ? UInt32(bigEndian: one) : UInt32(littleEndian: one)) &+ second
            second &+= (isBigEndian ? UInt32(bigEndian: two) : UInt32(littleEndian: two)) &+ first
        }
        (self.first, self.second) = (first, second)
    }
}
