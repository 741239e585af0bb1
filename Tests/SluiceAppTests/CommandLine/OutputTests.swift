import Glibc
import SluiceApp
import SluiceSystem
import Synchronization
import Testing

@Suite("Output")
struct OutputTests {
    private static let evil = Array("a\u{1B}]0;title\u{7}b\n\nc\u{9B}2J\n".utf8)

    private func written(isTerminal: Bool) -> [UInt8] {
        let bytes = Mutex<[UInt8]>([])
        let output = Output(isTerminal: isTerminal) { _, more in
            bytes.withLock { $0 += more }
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

    private static let full = SystemError(.write, code: ENOSPC)

    private func run(_ line: String, dataFails error: SystemError) -> (ExitCode, String) {
        let messages = Mutex("")
        let output = Output { (stream, bytes) throws(SystemError) in
            if stream == .output { throw error }
            messages.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
        }
        let program = Program(context: CommandContext(system: System(), output: output))
        let code = program.run(line.split(separator: " ").map { Array($0.utf8) })
        return (code, messages.withLock { $0 })
    }

    @Test("data that cannot be written is a failure, one whose reader went away is none")
    func failing() {
        let (code, text) = run("--version", dataFails: Self.full)
        #expect(code == .inputOutput)
        #expect(text == "sluice: cannot write the standard output: No space left on device\n")
        let (quiet, nothing) = run("--version", dataFails: SystemError(.write, code: EPIPE))
        #expect(quiet == .done && nothing.isEmpty)
    }
}
