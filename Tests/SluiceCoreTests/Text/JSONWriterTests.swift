internal import SluiceCore
internal import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("objects and arrays nest, with commas between members only")
    func nesting() {
        let text = written { json in
            json.object { json in
                json.integer("a", 1)
                json.array("b") { json in
                    json.text(nil, "x")
                    json.object { _ in }
                    json.array { _ in }
                }
                json.boolean("c", true)
            }
        }
        #expect(text == #"{"a":1,"b":["x",{},[]],"c":true}"#)
    }

    @Test("nil and numbers that are not finite are null")
    func null() {
        let text = written { json in
            json.array { json in
                json.text(nil, nil)
                json.text(nil, bytes: nil)
                json.integer(nil, Int?.none)
                json.boolean(nil, nil)
                json.number(nil, nil)
                json.number(nil, .nan)
                json.number(nil, -.infinity)
                json.number(nil, 0.1)
            }
        }
        #expect(text == "[null,null,null,null,null,null,null,0.1]")
    }

    @Test(
        "what would break a line or act on a terminal is escaped",
        arguments: [
            ("a\"b\\", #""a\"b\\""#), ("\n\r\t", #""\n\r\t""#),
            ("\u{0}\u{1B}\u{7F}", #""\u0000\u001b\u007f""#),
            ("\u{9B}\u{202E}\u{2028}", #""\u009b\u202e\u2028""#), ("\u{E0041}", #""\udb40\udc41""#),
            ("é漢😀/", "\"é漢😀/\""),
        ])
    func escapes(text: String, json: String) {
        #expect(written { $0.text(nil, text) } == json)
    }

    @Test("bytes that are not UTF-8 become the replacement character")
    func bytes() {
        #expect(written { $0.text(nil, bytes: [0x61, 0xFF]) } == "\"a\u{FFFD}\"")
    }
}
