internal import SluiceSystem
internal import Testing

@Suite struct Sha256Tests {
    /// FIPS 180-4 examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func knownAnswers(text: String, digest: String) {
        var hash = Sha256()
        let bytes = Array(text.utf8)
        hash.update(bytes, 0..<bytes.count)
        #expect(PathText.hexadecimal(hash.finish()) == digest)
    }

    @Test func piecesGiveTheHashOfTheWholeAndACopyIsIndependent() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var whole = Sha256()
        whole.update(bytes, 0..<1000)
        var pieces = Sha256()
        pieces.update(bytes, 0..<0)
        pieces.update(bytes, 0..<63)
        var copy = pieces
        pieces.update(bytes, 63..<1000)
        let digest = whole.finish()
        #expect(pieces.finish() == digest)
        copy.update(bytes, 63..<1000)
        #expect(copy.finish() == digest)
    }
}
