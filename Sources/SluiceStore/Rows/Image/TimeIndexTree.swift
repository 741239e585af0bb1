/// Builds the B-tree of an index of times from its entries: leaves with the same number of entries and one root above them.
///
/// In the B-tree of an index the entries between two leaves stand in the root and nowhere else. Format as at ``ImagePages``.
struct TimeIndexTree {
    /// An entry: the indexed time and the id of its row, in whose order entries lie.
    struct Entry: Comparable {
        let milliseconds: Int64
        let id: Int64

        static func < (left: Self, right: Self) -> Bool {
            (left.milliseconds, left.id) < (right.milliseconds, right.id)
        }
    }

    private static let leafType: UInt8 = 0x0A
    private static let interiorType: UInt8 = 0x02
    /// So many entries of the largest size (22 bytes with their pointer) fit into a leaf.
    private static let entriesPerLeaf = (ImagePages.pageBytes - 8) / 22

    /// How many pages the leaves of so many entries take.
    static func pageCount(entries: Int) -> Int { entries / entriesPerLeaf + 1 }

    /// Writes the tree below a root page. Entries must be in the order of time and id; there must be enough free pages.
    static func write(
        _ entries: UnsafeBufferPointer<Entry>, to pages: ImagePages, root: Int,
        _ record: RecordEncoder
    ) {
        guard entries.count > entriesPerLeaf else {
            fill(root, entries, pages, record)
            return
        }
        let base = pages.page(root)
        var start = ImagePages.pageBytes
        var cells = 0
        var first = 0
        while true {
            let left = entries.count - first
            let leaf = pages.take()
            if left <= entriesPerLeaf {
                fill(leaf, UnsafeBufferPointer(rebasing: entries[first...]), pages, record)
                pages.writeHeader(
                    root, type: interiorType, cells: cells, contentStart: start, rightmost: leaf)
                return
            }
            // One entry goes up between this leaf and the next, which must not be left empty.
            let count = min(entriesPerLeaf - 1, left - 2)
            fill(
                leaf, UnsafeBufferPointer(rebasing: entries[first..<first + count]), pages, record)
            encode(entries[first + count], record)
            start -= 4 + 1 + record.count
            base.storeBytes(of: UInt32(leaf).bigEndian, toByteOffset: start, as: UInt32.self)
            Varint.write(UInt64(record.count), to: base + start + 4)
            record.write(to: base + start + 5)
            base.storeBytes(
                of: UInt16(start).bigEndian, toByteOffset: 12 + 2 * cells, as: UInt16.self)
            cells += 1
            first += count + 1
        }
    }

    private static func fill(
        _ page: Int, _ entries: UnsafeBufferPointer<Entry>, _ pages: ImagePages,
        _ record: RecordEncoder
    ) {
        let base = pages.page(page)
        var start = ImagePages.pageBytes
        for (cell, entry) in entries.enumerated() {
            encode(entry, record)
            start -= 1 + record.count
            Varint.write(UInt64(record.count), to: base + start)
            record.write(to: base + start + 1)
            base.storeBytes(
                of: UInt16(truncatingIfNeeded: start).bigEndian, toByteOffset: 8 + 2 * cell,
                as: UInt16.self)
        }
        pages.writeHeader(page, type: leafType, cells: entries.count, contentStart: start)
    }

    @inline(__always)
    private static func encode(_ entry: Entry, _ record: RecordEncoder) {
        record.begin(columns: 2, textBytes: 0)
        record.append(entry.milliseconds)
        record.append(entry.id)
    }
}
