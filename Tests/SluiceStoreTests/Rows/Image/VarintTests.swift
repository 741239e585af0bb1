@testable internal import SluiceStore
internal import Testing

@Suite struct VarintTests {
    /// Reads one back as sqlite.org/fileformat2.html describes it.
    private func read(_ bytes: [UInt8]) -> (value: UInt64, count: Int) {
        var value: UInt64 = 0
        for (index, byte) in bytes.prefix(9).enumerated() {
            if index == 8 { return (value << 8 | UInt64(byte), 9) }
            value = value << 7 | UInt64(byte & 127)
            if byte < 128 { return (value, index + 1) }
        }
        return (value, 0)
    }

    @Test func everyLengthComesBack() {
        for bit in 0..<64 {
            for value in [
                UInt64(1) << UInt64(bit), (UInt64(1) << UInt64(bit)) - 1, .max >> UInt64(bit),
            ] {
                var bytes = [UInt8](repeating: 0xEE, count: 16)
                let count = bytes.withUnsafeMutableBytes { buffer in
                    buffer.baseAddress.map { Varint.write(value, to: $0) } ?? 0
                }
                #expect(count == Varint.size(value))
                let back = read(bytes)
                #expect(back.value == value && back.count == count)
                #expect(bytes[count...].allSatisfy { $0 == 0xEE })
            }
        }
    }
}
