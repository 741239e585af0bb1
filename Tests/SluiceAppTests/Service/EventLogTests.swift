internal import SluiceApp
internal import SluicePipeline
internal import Testing

@Suite("The log of the pipeline's events")
struct EventLogTests {
    private func level(_ attempt: Int) -> LogLevel? {
        EventLog.lines(
            for: .attemptFailed(
                what: "store", reason: "full", remedy: "", attempt: attempt, retrySeconds: 60)
        ).first?.level
    }

    @Test("a failure that lasts is told when it begins and once an hour")
    func lasting() {
        #expect((1...4).allSatisfy { level($0) == .error })
        #expect((5..<60).allSatisfy { level($0) == .debug })
        #expect(level(60) == .error && level(61) == .debug && level(120) == .error)
    }
}
