internal import SluiceCore
internal import Testing

@Suite struct ByteSizeTextTests {
    @Test(
        arguments: [
            ("4GiB", 4 << 30), ("64 KiB", 64 << 10), ("10MB", 10_000_000), ("512", 512), ("7B", 7),
            ("1.5KiB", 1536), ("2TiB", 2 << 40), ("0", 0),
        ] as [(String, Int64)])
    func aSizeIsRead(text: String, bytes: Int64) {
        #expect(ByteSizeText.parse(text) == bytes)
    }

    @Test(arguments: ["", "GiB", "-1", "1.5", "0.3B", "4gib", "99999999999999999999", "9999999TiB"])
    func whatIsNoSizeIsRefused(text: String) {
        #expect(ByteSizeText.parse(text) == nil)
    }

    @Test(arguments: ["4GiB", "64KiB", "10MB", "1", "0", "1536B"])
    func aWrittenSizeReadsBackTheSame(text: String) throws {
        let bytes = try #require(ByteSizeText.parse(text))
        #expect(ByteSizeText.parse(ByteSizeText.text(bytes)) == bytes)
    }
}
