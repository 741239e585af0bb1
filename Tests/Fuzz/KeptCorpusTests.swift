internal import FoundationEssentials
internal import Testing

/// The inputs that fuzzing kept: every path through a reader that it found, walked again by every run of the tests.
@Suite("Kept corpus")
struct KeptCorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "corpus")

    @Test("every kept input is read without a fault", arguments: FuzzTarget.catalog.map(\.name))
    func keptInputs(_ name: String) throws {
        let target = try #require(FuzzTarget.catalog.first { $0.name == name })
        let file = Self.folder.appending(path: name + ".base64")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines {
            let input = try #require(Data(base64Encoded: String(line)), "\(line) is no base64")
            #expect(target.fault(Array(input)) == nil, "\(line)")
        }
    }
}
