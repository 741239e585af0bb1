internal import SluiceCore
internal import Testing

@Suite("CSV writer")
struct CSVWriterTests {
    private func written(_ cells: [String], guardsFormulas: Bool = true) -> String {
        var writer = CSVWriter(guardsFormulas: guardsFormulas)
        writer.record(cells.map { Array($0.utf8) })
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        "cells are quoted when they must be",
        arguments: [
            (["a", "b"], "a,b\n"), ([""], "\n"), (["a,b", "c"], "\"a,b\",c\n"),
            (["say \"x\""], "\"say \"\"x\"\"\"\n"), (["a\nb\r"], "\"a\nb\r\"\n"),
        ])
    func quoting(cells: [String], text: String) {
        #expect(written(cells) == text)
    }

    @Test(
        "what a spreadsheet would run gets an apostrophe, numbers do not",
        arguments: [
            ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-2+3", "'-2+3"), ("@x", "'@x"), ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""), ("=a,b", "\"'=a,b\""), ("-0.5", "-0.5"), ("+1e3", "+1e3"),
            ("-", "'-"),
            (" =1", " =1"), ("a=1", "a=1"),
        ])
    func formulas(cell: String, text: String) {
        #expect(written([cell]) == text + "\n")
    }

    @Test(
        "the apostrophe is taken away again, and no other",
        arguments: ["=1+1", "'=1+1", "''@x", "'x", "'", "", "-0.5", "-1,2", "'-0.5", "+"])
    func unguarded(cell: String) {
        let text = written([cell]).dropLast().filter { $0 != "\"" }
        #expect(CSVWriter.unguarded(Array(text.utf8)) == Array(cell.utf8))
    }

    @Test("without guard cells stay as they are")
    func raw() {
        #expect(written(["=1+1"], guardsFormulas: false) == "=1+1\n")
    }

    @Test("bytes that are not UTF-8 are kept")
    func bytes() {
        var writer = CSVWriter()
        writer.record([[0x61, 0xFF], [0x62]])
        #expect(writer.bytes == [0x61, 0xFF, 0x2C, 0x62, 0x0A])
    }
}
