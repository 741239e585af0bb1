/// A stretch of a record's bytes that an edit changed.
struct ByteChange {
    /// Where an operator changes it: in a cell, or in the line as a whole.
    let place: EditView.Place
    /// Where it lies in the bytes that are held.
    let before: Range<Int>
    /// Where it lies in the bytes there are now.
    let after: Range<Int>

    /// What is left of two stretches when their common start and end are taken away, but for parts of characters; nil when they are
    /// the same. Linear.
    init?(
        at place: EditView.Place, _ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>
    ) {
        guard before != after else { return nil }
        let most = min(before.count, after.count)
        var start = 0
        while start < most, before[before.startIndex + start] == after[after.startIndex + start] {
            start += 1
        }
        while start > 0, Self.isWithin(before, start) || Self.isWithin(after, start) { start -= 1 }
        var end = 0
        while end < most - start,
            before[before.endIndex - 1 - end] == after[after.endIndex - 1 - end]
        {
            end += 1
        }
        while end > 0, before[before.endIndex - end].isContinuation { end -= 1 }
        self.place = place
        self.before = (before.startIndex + start)..<(before.endIndex - end)
        self.after = (after.startIndex + start)..<(after.endIndex - end)
    }

    /// True when the byte at an offset is not the first of its character.
    private static func isWithin(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Bool {
        offset < bytes.count && bytes[bytes.startIndex + offset].isContinuation
    }
}

extension UInt8 {
    /// True for a byte of UTF-8 that goes on with a character.
    var isContinuation: Bool { self & 0xC0 == 0x80 }
}
