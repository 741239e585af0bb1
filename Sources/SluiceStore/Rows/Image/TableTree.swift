/// Builds the B-tree of a table from records that come in the order of their ids: full leaves and one root above them.
///
/// A root of 16 KiB has room for 1 090 leaves, more than an image has pages. Format as at ``ImagePages``.
struct TableTree {
    private static let leafType: UInt8 = 0x0D
    private static let interiorType: UInt8 = 0x05
    /// A record up to this size lies wholly in its leaf; of a larger one the rest is in a chain of overflow pages.
    private static let largestLocal = ImagePages.pageBytes - 35
    private static let smallestLocal = (ImagePages.pageBytes - 12) * 32 / 255 - 23
    private static let overflowBytes = ImagePages.pageBytes - 4

    private let pages: ImagePages
    private let root: Int
    /// The leaf being filled; 0 before the first record.
    private var leaf = 0
    private var cells = 0
    private var contentStart = ImagePages.pageBytes
    private var lastID: Int64 = 0
    /// The finished leaves with the largest id in each.
    private var leaves: [(page: Int, lastID: Int64)] = []

    /// An empty tree with a root page.
    init(_ pages: ImagePages, root: Int) {
        self.pages = pages
        self.root = root
    }

    /// Appends a record; false when the image is too full for it, and nothing was changed then.
    @inline(__always)
    mutating func append(id: Int64, _ record: RecordEncoder) -> Bool {
        let size = record.count
        guard size <= Self.largestLocal else { return appendLarge(id: id, record) }
        let key = UInt64(bitPattern: id)
        let prefix = Varint.size(UInt64(size)) + Varint.size(key)
        guard let cell = place(cellBytes: prefix + size, pagesNeeded: 1) else { return false }
        let sizeBytes = Varint.write(UInt64(size), to: cell)
        Varint.write(key, to: cell + sizeBytes)
        record.write(to: cell + prefix)
        lastID = id
        return true
    }

    /// Completes the tree; the root shows what was appended.
    mutating func finish() {
        guard leaf != 0 else { return pages.clear(root: root, type: Self.leafType) }
        finishLeaf()
        if leaves.count == 1 {
            pages.page(root).copyMemory(
                from: pages.page(leaves[0].page), byteCount: ImagePages.pageBytes)
            return
        }
        var start = ImagePages.pageBytes
        let base = pages.page(root)
        for (index, child) in leaves.dropLast().enumerated() {
            let key = UInt64(bitPattern: child.lastID)
            start -= 4 + Varint.size(key)
            base.storeBytes(of: UInt32(child.page).bigEndian, toByteOffset: start, as: UInt32.self)
            Varint.write(key, to: base + start + 4)
            base.storeBytes(
                of: UInt16(start).bigEndian, toByteOffset: 12 + 2 * index, as: UInt16.self)
        }
        pages.writeHeader(
            root, type: Self.interiorType, cells: leaves.count - 1, contentStart: start,
            rightmost: leaves.last?.page)
    }

    /// Makes room for a cell in the current leaf or a new one; nil when there are not as many free pages as may be needed.
    @inline(__always)
    private mutating func place(cellBytes: Int, pagesNeeded: Int) -> UnsafeMutableRawPointer? {
        if leaf == 0 || contentStart - cellBytes < 8 + 2 * (cells + 1) {
            guard pages.free >= pagesNeeded else { return nil }
            if leaf != 0 { finishLeaf() }
            leaf = pages.take()
            cells = 0
            contentStart = ImagePages.pageBytes
        }
        contentStart -= cellBytes
        let base = pages.page(leaf)
        base.storeBytes(
            of: UInt16(truncatingIfNeeded: contentStart).bigEndian, toByteOffset: 8 + 2 * cells,
            as: UInt16.self)
        cells += 1
        return base + contentStart
    }

    private mutating func finishLeaf() {
        pages.writeHeader(leaf, type: Self.leafType, cells: cells, contentStart: contentStart)
        leaves.append((leaf, lastID))
    }

    /// A record with overflow pages: put together in memory first, then cut.
    private mutating func appendLarge(id: Int64, _ record: RecordEncoder) -> Bool {
        let size = record.count
        let key = UInt64(bitPattern: id)
        let remainder = Self.smallestLocal + (size - Self.smallestLocal) % Self.overflowBytes
        let local = remainder <= Self.largestLocal ? remainder : Self.smallestLocal
        let chain = (size - local + Self.overflowBytes - 1) / Self.overflowBytes
        guard pages.free >= chain + 1 else { return false }
        let whole = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
        defer { whole.deallocate() }
        record.write(to: whole)
        let prefix = Varint.size(UInt64(size)) + Varint.size(key)
        guard let cell = place(cellBytes: prefix + local + 4, pagesNeeded: 1) else { return false }
        let sizeBytes = Varint.write(UInt64(size), to: cell)
        Varint.write(key, to: cell + sizeBytes)
        (cell + prefix).copyMemory(from: whole, byteCount: local)
        var link = cell + prefix + local
        var offset = local
        while offset < size {
            let page = pages.take()
            link.storeBytes(of: UInt32(page).bigEndian, as: UInt32.self)
            let count = min(size - offset, Self.overflowBytes)
            link = pages.page(page)
            (link + 4).copyMemory(from: whole + offset, byteCount: count)
            offset += count
        }
        link.storeBytes(of: 0, as: UInt32.self)
        lastID = id
        return true
    }
}
