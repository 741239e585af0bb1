@testable internal import SluiceApp
internal import SluiceCore
internal import SluiceStore
internal import Testing

@Suite("Corrected exports")
struct CorrectionFileTests {
    @Test("records come from CSV by the columns of an export, formulas unguarded")
    func table() throws {
        let text =
            "entry_id,file,raw\n7,a.csv,\"1,\"\"x\"\"\"\n7,a.csv,\"1,y\"\n8,a.csv,'=1+1\n9,a.csv,'x\n"
        let found = try CorrectionFile.corrections(in: Array(text.utf8))
        #expect(found[7]?.map(\.text) == [Array("1,\"x\"".utf8), Array("1,y".utf8)])
        #expect(found[7]?.map(\.line) == [2, 3])
        #expect(found[8]?.map(\.text) == [Array("=1+1".utf8)])
        #expect(found[9]?.map(\.text) == [Array("'x".utf8)])
    }

    @Test("an export that comes back as it was written changes nothing", arguments: [true, false])
    func unchanged(isGuarded: Bool) throws {
        for raw in ["=1+1", "'=1+1", "''-", "'x"] {
            var writer = CSVWriter(guardsFormulas: isGuarded)
            writer.record([Array("entry_id".utf8), Array("raw".utf8)])
            writer.record([Array("7".utf8), Array(raw.utf8)])
            let found = try #require(try CorrectionFile.corrections(in: writer.bytes)[7])
            #expect(try CorrectionFile.change(found, of: 7, from: Array(raw.utf8)) == nil)
        }
    }

    @Test("records come from JSON lines; bytes that are no text stand in hexadecimal")
    func lines() throws {
        let text = #"{"id":3,"raw":"a,b"}"# + "\n" + #"{"id":4,"raw":"�","raw_hex":"ff"}"# + "\n"
        let found = try CorrectionFile.corrections(in: Array(text.utf8))
        #expect(found.mapValues { $0.map(\.text) } == [3: [Array("a,b".utf8)], 4: [[0xFF]]])
    }

    @Test("of two texts for a record only one may be another than there is")
    func change() throws {
        let text = #"{"id":3,"raw":"a"}"# + "\n" + #"{"id":3,"raw":"b"}"# + "\n"
        let found = try #require(try CorrectionFile.corrections(in: Array(text.utf8))[3])
        #expect(
            try CorrectionFile.change(found, of: 3, from: Array("a".utf8))
                == RecordCorrection(Array("b".utf8)))
        let failure = #expect(throws: CommandFailure.self) {
            try CorrectionFile.change(found, of: 3, from: Array("c".utf8))
        }
        #expect(failure?.message == "line 2: entry 3 has another text than on line 1")
    }

    @Test(
        "a text that is as it was exported changes nothing, whatever the record is by now",
        arguments: ["=1+1", "'=1+1", "-1", "a,\"b\"", "\u{FFFD}"], [false, true])
    func asExported(_ text: String, isGuarded: Bool) throws {
        let raw = Array(text.utf8)
        let mark = RecordMark.of(raw)
        var writer = CSVWriter(guardsFormulas: isGuarded)
        writer.record(["entry_id", "raw", "raw_mark"].map { Array($0.utf8) })
        writer.record([[0x37], raw, Array(mark.utf8)])
        writer.record([[0x37], [0x62], Array(mark.utf8)])
        var json = JSONWriter()
        json.object { json in
            json.integer("id", 7)
            json.text("raw", bytes: raw)
            json.text("raw_mark", mark)
        }
        for bytes in [writer.bytes, json.bytes] {
            let found = try #require(try CorrectionFile.corrections(in: bytes)[7])
            #expect(found[0].isAsExported)
            #expect(
                try CorrectionFile.change(Array(found.prefix(1)), of: 7, from: [0x63]) == nil)
            guard found.count == 2 else { continue }
            #expect(
                try CorrectionFile.change(found, of: 7, from: [0x63])
                    == RecordCorrection([0x62], mark: mark))
        }
    }

    @Test("an export without the mark, or in which it was deleted, is compared with the record")
    func unmarked() throws {
        let text = "entry_id,raw,raw_mark\n7,a,\n8,a\n"
        let found = try CorrectionFile.corrections(in: Array(text.utf8))
        for id in [7, 8] as [Int64] {
            #expect(
                try CorrectionFile.change(try #require(found[id]), of: id, from: [0x62])
                    == RecordCorrection([0x61]))
        }
    }

    @Test(
        "a spreadsheet takes a mark for no number and no formula",
        arguments: ["", "a,b", "2024-05-01 08:00:00,101,21.5"])
    func marks(_ raw: String) {
        let mark = RecordMark.of(Array(raw.utf8))
        #expect(mark.count == 17 && mark.first == "x")
        #expect(raw.isEmpty == (mark == "xe3b0c44298fc1c14"))
    }

    @Test(
        "what a spreadsheet makes otherwise is told",
        arguments: [
            ("entry_id;raw\n7;a\n", "commas, not by semicolons"),
            ("entry_id,raw\n7,a,b\n", "stands in quotes"),
        ])
    func hints(_ text: String, _ hint: String) {
        let failure = #expect(throws: CommandFailure.self) {
            try CorrectionFile.corrections(in: Array(text.utf8))
        }
        #expect(failure?.hint?.contains(hint) == true)
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
