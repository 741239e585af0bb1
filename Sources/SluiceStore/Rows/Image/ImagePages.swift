/// The pages of a database image: one stretch of memory of which the next free page is given out.
///
/// A class, because it owns memory. Format: "B-tree Pages" in sqlite.org/fileformat2.html.
final class ImagePages {
    /// Bytes of a page: as in a database that this version makes, though SQLite copies between pages of different sizes too.
    static let pageBytes = DatabaseFile.pageBytes

    /// Where page 1 begins.
    let memory: UnsafeMutableRawPointer
    /// How many pages there are.
    let count: Int
    /// The number of the next free page.
    private(set) var next: Int
    /// The number of the first page behind those that hold the schema and the roots.
    private let first: Int

    /// Pages behind a copy of a database without rows.
    init(template: UnsafeRawBufferPointer, free: Int) {
        let used = template.count / Self.pageBytes
        first = used + 1
        next = first
        count = used + free
        memory = .allocate(byteCount: count * Self.pageBytes, alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: count * Self.pageBytes)
        if let base = template.baseAddress {
            memory.copyMemory(from: base, byteCount: template.count)
        }
        // The header says that all pages belong to the database, so that it need not change with what is written.
        let pages = UInt32(count).bigEndian
        memory.storeBytes(of: pages, toByteOffset: 28, as: UInt32.self)
        memory.copyMemory(from: memory + 24, to: 92, byteCount: 4)
    }

    /// Pages like others, of which none was taken yet.
    convenience init(like other: ImagePages) {
        self.init(
            template: UnsafeRawBufferPointer(
                start: other.memory, count: (other.first - 1) * Self.pageBytes),
            free: other.count - other.first + 1)
    }

    deinit { memory.deallocate() }

    /// Bytes of the whole image.
    var byteCount: Int { count * Self.pageBytes }

    /// Where a page begins; numbers start at 1.
    @inline(__always)
    func page(_ number: Int) -> UnsafeMutableRawPointer { memory + (number - 1) * Self.pageBytes }

    /// How many pages are free.
    @inline(__always)
    var free: Int { count - next + 1 }

    /// Takes the next free page, of which there must be one.
    @inline(__always)
    func take() -> Int {
        defer { next += 1 }
        return next
    }

    /// Makes all pages free again that were taken.
    func takeBack() { next = first }

    /// Writes the header of a B-tree page.
    func writeHeader(_ page: Int, type: UInt8, cells: Int, contentStart: Int, rightmost: Int? = nil)
    {
        let base = self.page(page)
        base.storeBytes(of: type, as: UInt8.self)
        base.storeBytes(of: 0, toByteOffset: 1, as: UInt16.self)
        base.storeBytes(of: UInt16(cells).bigEndian, toByteOffset: 3, as: UInt16.self)
        base.storeBytes(of: UInt16(contentStart).bigEndian, toByteOffset: 5, as: UInt16.self)
        base.storeBytes(of: 0, toByteOffset: 7, as: UInt8.self)
        if let rightmost {
            base.storeBytes(of: UInt32(rightmost).bigEndian, toByteOffset: 8, as: UInt32.self)
        }
    }

    /// Makes a root page an empty leaf.
    func clear(root: Int, type: UInt8) {
        writeHeader(root, type: type, cells: 0, contentStart: Self.pageBytes)
    }
}

extension UnsafeMutableRawPointer {
    /// Copies bytes to an offset.
    fileprivate func copyMemory(from source: UnsafeRawPointer, to offset: Int, byteCount: Int) {
        (self + offset).copyMemory(from: source, byteCount: byteCount)
    }
}
