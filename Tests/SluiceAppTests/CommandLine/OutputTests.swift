import SluiceApp
import Synchronization
import Testing

@Suite("Output")
struct OutputTests {
    private static let evil = Array("a\u{1B}]0;title\u{7}b\n\nc\u{9B}2J\n".utf8)

    private func written(isTerminal: Bool) -> [UInt8] {
        let bytes = Mutex<[UInt8]>([])
        let output = Output(isTerminal: isTerminal) { _, more in
            bytes.withLock { $0 += more }
            return true
        }
        output.raw(Self.evil)
        output.flush()
        return bytes.withLock { $0 }
    }

    @Test("data goes to files and pipes as it is, and is shown on a terminal")
    func raw() {
        #expect(written(isTerminal: false) == Self.evil)
        let text = String(decoding: written(isTerminal: true), as: UTF8.self)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 4)
        #expect(text.hasPrefix("a␛]0;title␇b\n\nc"))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B })
    }
}
