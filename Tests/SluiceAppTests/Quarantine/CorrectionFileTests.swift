@testable internal import SluiceApp
internal import SluiceCore
internal import Testing

@Suite("Corrected exports")
struct CorrectionFileTests {
    @Test("records come from CSV by the columns of an export, formulas unguarded")
    func table() throws {
        let text =
            "entry_id,file,raw\n7,a.csv,\"1,\"\"x\"\"\"\n7,a.csv,\"1,y\"\n8,a.csv,'=1+1\n9,a.csv,'x\n"
        let found = try CorrectionFile.corrections(in: Array(text.utf8))
        #expect(found[7] == [Array("1,\"x\"".utf8), Array("1,y".utf8)])
        #expect(found[8] == [Array("=1+1".utf8)])
        #expect(found[9] == [Array("'x".utf8)])
    }

    @Test("records come from JSON lines; bytes that are no text stand in hexadecimal")
    func lines() throws {
        let text = #"{"id":3,"raw":"a,b"}"# + "\n" + #"{"id":4,"raw":"�","raw_hex":"ff"}"# + "\n"
        let found = try CorrectionFile.corrections(in: Array(text.utf8))
        #expect(found == [3: [Array("a,b".utf8)], 4: [[0xFF]]])
    }

    @Test(
        "anything else is refused with its line",
        arguments: ["a,b\n1,2\n", "{\n", "entry_id,raw\nx,y\n"])
    func refused(_ text: String) {
        #expect(throws: CommandFailure.self) {
            try CorrectionFile.corrections(in: Array(text.utf8))
        }
    }
}
