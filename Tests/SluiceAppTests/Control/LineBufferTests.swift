internal import SluiceApp
internal import Testing

@Suite("Line buffer and outbox")
struct LineBufferTests {
    @Test("lines come whole, however they are cut")
    func cut() {
        var buffer = LineBuffer(limit: 10)
        #expect(buffer.add([97]) == [])
        #expect(buffer.add([98, 10, 99, 10, 100]) == [[97, 98], [99]])
        #expect(buffer.add([10]) == [[100]])
    }

    @Test("a line that is too long is refused, complete or not")
    func tooLong() {
        var buffer = LineBuffer(limit: 3)
        #expect(buffer.add([1, 2, 3, 4]) == nil)
        buffer = LineBuffer(limit: 3)
        #expect(buffer.add([1, 2, 3, 4, 10]) == nil)
    }

    @Test("pictures replace each other, answers keep their order and fill the box")
    func outbox() {
        var box = Outbox()
        box.pictureChanged()
        #expect(box.takesPicture)
        box.add(picture: [1])
        #expect(!box.takesPicture && box.count == 2)
        box.pictureChanged()
        #expect(!box.takesPicture)
        #expect(box.add(answer: [2]) == true)
        var seen: [UInt8] = []
        box.flush { bytes in
            let taken = bytes.prefix(seen.isEmpty ? 3 : 0)
            seen += taken
            return taken.count
        }
        #expect(seen == [1, 10, 2] && box.count == 1)
        box.flush { bytes in
            seen += bytes
            return bytes.count
        }
        #expect(seen == [1, 10, 2, 10] && box.takesPicture)
        #expect(box.add(answer: [UInt8](repeating: 0, count: Outbox.answerBytes + 1)) == false)
    }
}
