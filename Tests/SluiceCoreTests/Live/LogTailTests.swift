internal import SluiceCore
internal import Testing

@Suite("Log tail")
struct LogTailTests {
    @Test("the newest lines are kept, numbered in their order")
    func newest() {
        var tail = LogTail()
        for number in 0..<2_500 {
            tail.add(
                LogLine(
                    id: 0, microseconds: Int64(number), level: .info, source: "sluice",
                    message: "\(number)"))
        }
        #expect(tail.newest.count == LogTail.limit)
        #expect(tail.newest.last?.id == 2_500 && tail.newest.last?.message == "2499")
        #expect(tail.newest.first?.id == 1_501)
    }
}
