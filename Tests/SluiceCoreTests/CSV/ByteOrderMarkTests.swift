import SluiceCore
import Testing

@Suite struct ByteOrderMarkTests {
    @Test(
        arguments: [
            ([], .none), ([0x61], .none), ([0xEF, 0xBB], .none), ([0xEF, 0xBB, 0xBF], .utf8),
            ([0xEF, 0xBB, 0xBF, 0x61], .utf8), ([0xFF, 0xFE, 0x61, 0], .utf16),
            ([0xFE, 0xFF], .utf16),
            ([0xFF, 0xFE, 0, 0], .utf32), ([0, 0, 0xFE, 0xFF], .utf32), ([0, 0, 0, 0x61], .none),
        ] as [([UInt8], ByteOrderMark.Kind)])
    func theMarkIsRecognised(bytes: [UInt8], kind: ByteOrderMark.Kind) {
        let found = ByteOrderMark.kind(of: bytes.span)
        #expect(found == kind)
    }
}
