internal import SluiceSystem
internal import Testing

@Suite struct PathTextTests {
    @Test(
        arguments: [
            (Array("plain-é.csv".utf8), "plain-é.csv"),
            (Array("50%.csv".utf8), "50%25.csv"),
            ([0xFF, 0x61], "%FFa"),
            ([0x61, 0x0A, 0x1B, 0x7F], "a%0A%1B%7F"),
            // Overlong, surrogate, beyond Unicode, cut short.
            ([0xC0, 0x80], "%C0%80"),
            ([0xED, 0xA0, 0x80], "%ED%A0%80"),
            ([0xF4, 0x90, 0x80, 0x80], "%F4%90%80%80"),
            ([0xE2, 0x82], "%E2%82"),
            (Array("😀".utf8), "😀"),
            ([], ""),
        ] as [([UInt8], String)])
    func shownKeepsTextAndEscapesTheRest(name: [UInt8], text: String) {
        #expect(PathText.shown(name) == text)
    }

    @Test(arguments: [
        ("a b.csv", "deadbeef_a%20b.csv"), ("../../etc", "deadbeef_..%2F..%2Fetc"),
        (".hidden", "deadbeef_.hidden"), ("é", "deadbeef_%C3%A9"),
        ("A-z_0.9", "deadbeef_A-z_0.9"),
    ])
    func safeKeepsPlainBytesBehindTheHash(name: String, safe: String) {
        let hash: [UInt8] = [0xDE, 0xAD, 0xBE, 0xEF, 0x01]
        #expect(
            String(decoding: PathText.safe(Array(name.utf8), sha256: hash), as: UTF8.self) == safe)
    }

    @Test func safeNamesAreBoundedAndEscapesAreNotCut() {
        let name = [UInt8](repeating: 0xFF, count: 255)
        let safe = PathText.safe(name, sha256: [1, 2, 3, 4])
        #expect(safe.count <= 200)
        #expect((safe.count - 9) % 3 == 0)
    }
}
