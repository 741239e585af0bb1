internal import SluiceCore
internal import Testing

@Suite("JSON value")
struct JSONValueTests {
    private func read(_ text: String) -> JSONValue? { JSONValue(Array(text.utf8)) }

    @Test("values of every kind are read")
    func kinds() throws {
        let value = try #require(
            read(#" {"a" : [1, -2.5e1, true,false,null,"x"] , "b":{}, "c":[], "a":[0]} "#))
        #expect(value["a"] == .array([.number(0)]))
        #expect(value["b"] == .object([:]))
        #expect(
            read("[1,-2.5e1,true,null]")?.elements == [
                .number(1), .number(-25), .boolean(true), .null,
            ])
        #expect(
            read("12")?.integer == 12 && read("1.5")?.integer == nil && read("1.5")?.number == 1.5)
    }

    @Test(
        "escapes are undone, surrogate pairs joined",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9""#, "Aé"),
            (#""\ud83d\ude00""#, "😀"), ("\"漢\"", "漢"),
        ])
    func escapes(json: String, text: String) {
        #expect(read(json)?.text == text)
    }

    @Test(
        "what is not JSON is nil",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\"}", "{a:1}", "01", "1.", ".5", "+1", "1e", "nul", "\"a",
            "\"\n\"", "1 2",
            #""\x""#, #""\ud83d""#, #""\u12g4""#, "[1 2]", "{\"a\":1,}", "1e999",
        ])
    func malformed(_ text: String) {
        #expect(read(text) == nil)
    }

    @Test("bytes that are not UTF-8 and towers of brackets are refused")
    func hostile() {
        #expect(JSONValue([0x22, 0xFF, 0x22]) == nil)
        #expect(read(String(repeating: "[", count: 100_000)) == nil)
        #expect(read(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) != nil)
    }

    @Test("what the writer writes is read back")
    func roundTrip() {
        let odd = "a\"\\\u{0}\u{1B}\u{202E}\u{E0041}é😀"
        var writer = JSONWriter()
        writer.object { json in
            json.text("t", odd)
            json.number("n", 0.1)
            json.integer("i", -7)
        }
        #expect(
            JSONValue(writer.bytes)
                == .object(["t": .text(odd), "n": .number(0.1), "i": .number(-7)]))
    }
}
