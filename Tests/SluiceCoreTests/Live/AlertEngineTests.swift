internal import SluiceCore
internal import Testing

@Suite("Alert engine")
struct AlertEngineTests {
    private func observation(
        _ seconds: UInt64, rate: Double? = nil,
        _ change: (inout AlertObservation) -> Void = { _ in }
    ) -> AlertObservation {
        var observation = AlertObservation(
            nanoseconds: seconds * 1_000_000_000, wallMicroseconds: Int64(seconds) * 1_000_000,
            pipeline: PipelineSnapshot())
        observation.errorRate = rate
        change(&observation)
        return observation
    }

    private func began(_ changes: [AlertEngine.Change]) -> [StationAlert.Kind] {
        changes.compactMap { if case .began(let alert) = $0 { alert.kind } else { nil } }
    }

    private func ceased(_ changes: [AlertEngine.Change]) -> [StationAlert.Kind] {
        changes.compactMap { if case .ceased(let alert) = $0 { alert.kind } else { nil } }
    }

    @Test("the error rate fires after it was above for a minute, and clears after a minute below")
    func errorRate() {
        var engine = AlertEngine()
        #expect(began(engine.observe(observation(0, rate: 0.06))).isEmpty)
        #expect(began(engine.observe(observation(59, rate: 0.06))).isEmpty)
        #expect(began(engine.observe(observation(60, rate: 0.06))) == [.errorRate])
        #expect(engine.observe(observation(61, rate: 0.5)).isEmpty)
        #expect(engine.observe(observation(70, rate: 0.01)).isEmpty)
        #expect(ceased(engine.observe(observation(130, rate: nil))) == [.errorRate])
        #expect(engine.alerts.map(\.clearedMicroseconds) == [130_000_000])
    }

    @Test("a dip below the threshold starts the minute anew")
    func dip() {
        var engine = AlertEngine()
        for (second, rate) in [(0, 0.06), (50, 0.04), (55, 0.06), (100, 0.06)] {
            #expect(engine.observe(observation(UInt64(second), rate: rate)).isEmpty)
        }
        #expect(began(engine.observe(observation(115, rate: 0.06))) == [.errorRate])
    }

    @Test("each trouble is an alert of its own while it is retried; its message follows")
    func troubles() {
        var engine = AlertEngine()
        func trouble(_ message: String) -> PipelineSnapshot.Trouble {
            PipelineSnapshot.Trouble(
                message: message, sinceMicroseconds: 5, nextAttemptMicroseconds: nil, attempts: 1,
                remedy: "see to the \(message.prefix { $0 != ":" })")
        }
        let first = engine.observe(
            observation(1) {
                $0.pipeline.troubles = [trouble("store: full"), trouble("inbox: gone")]
            }
        )
        #expect(began(first) == [.trouble, .inbox])
        #expect(Set(engine.alerts.map(\.remedy)) == ["see to the inbox", "see to the store"])
        #expect(
            engine.observe(
                observation(2) {
                    $0.pipeline.troubles = [trouble("store: locked"), trouble("inbox: gone")]
                }
            ).isEmpty)
        #expect(
            Set(engine.alerts.map(\.message)) == [
                "store: locked", "the inbox cannot be read: gone",
            ])
        let third = engine.observe(
            observation(3) { $0.pipeline.troubles = [trouble("inbox: gone")] })
        #expect(ceased(third) == [.trouble])
        #expect(engine.alerts.map(\.isFiring) == [true, false])
        #expect(engine.alerts[0].sinceMicroseconds == 5)
    }

    @Test("stalled, a long wait, a full quarantine, a large log and a full disk fire")
    func conditions() {
        var engine = AlertEngine()
        let changes = engine.observe(
            observation(1) { now in
                now.pipeline.state = .stalled
                now.quarantineFill = 0.9
                now.walBytes = 1 << 40
                now.freeBytes = 10
            })
        #expect(Set(began(changes)) == [.stalled, .quarantineFull, .space])
        #expect(engine.alerts.count == 4)
        let next = engine.observe(observation(2) { $0.pipeline.lagNanoseconds = 61_000_000_000 })
        #expect(began(next) == [.stalled] && ceased(next).count == 4)
    }

    @Test("a message names its subject and the limit as the operator writes it")
    func messages() {
        var limits = AlertLimits()
        limits.quarantineFill = 0.125
        limits.freeBytes = 10 << 40
        limits.walBytes = 5_000_000
        var engine = AlertEngine(limits: limits)
        _ = engine.observe(
            observation(1) { now in
                now.quarantineFill = 0.2
                now.walBytes = 5_000_001
                now.freeBytes = 10
            })
        #expect(
            Set(engine.alerts.map(\.message)) == [
                "quarantine at least 12.5 % full",
                "write-ahead log > 5MB",
                "disk: less than 10TiB free",
            ])
        // Room on the disk is no help against a log that a reader keeps.
        #expect(engine.alerts.first { $0.message.contains("log") }?.remedy != nil)
    }

    @Test(
        "the rate is told beside its threshold, with as many decimals as tell them apart",
        arguments: [
            (0.021, 0.02, "error rate 2.1 % > 2 %"), (0.02004, 0.02, "error rate 2.004 % > 2 %"),
            (0.00041, 0.0004, "error rate 0.041 % > 0.04 %"),
            (1, 0.000001, "error rate 100 % > 0.0001 %"),
        ])
    func errorRateMessage(rate: Double, limit: Double, message: String) {
        var limits = AlertLimits()
        (limits.errorRate, limits.errorRateSeconds) = (limit, 0)
        var engine = AlertEngine(limits: limits)
        _ = engine.observe(observation(10, rate: rate))
        #expect(engine.alerts.map(\.message) == [message])
    }

    @Test("the error rate waits as long as is wished, or not at all", arguments: [0, 5])
    func errorRateFor(_ seconds: Int) {
        var limits = AlertLimits()
        limits.errorRateSeconds = seconds
        var engine = AlertEngine(limits: limits)
        #expect(engine.observe(observation(10, rate: 0.06)).isEmpty == (seconds > 0))
        _ = engine.observe(observation(UInt64(10 + seconds), rate: 0.06))
        #expect(engine.alerts.map(\.kind) == [.errorRate])
    }

    @Test("a refused file fires until an operator has seen it")
    func rejectedFile() throws {
        var engine = AlertEngine()
        _ = engine.fileRejected(id: 7, name: "a.csv", code: .header, wallMicroseconds: 1)
        #expect(engine.observe(observation(1)).isEmpty)
        let alert = try #require(engine.alerts.first)
        #expect(alert.isFiring && alert.fileID == 7 && alert.message == "a.csv: HEADER")
        #expect(engine.acknowledge(alert.id, wallMicroseconds: 9) == true)
        #expect(engine.alerts.first?.clearedMicroseconds == 9)
        #expect(engine.alerts.first?.isAcknowledged == true)
        #expect(engine.acknowledge(99, wallMicroseconds: 9) == false)
    }

    @Test("an acknowledged condition still fires while it holds")
    func acknowledged() {
        var engine = AlertEngine()
        _ = engine.observe(observation(1) { $0.freeBytes = 0 })
        let id = engine.alerts[0].id
        #expect(engine.acknowledge(id, wallMicroseconds: 2) == true)
        #expect(engine.observe(observation(2) { $0.freeBytes = 0 }).isEmpty)
        #expect(engine.alerts[0].isFiring && engine.alerts[0].isAcknowledged)
        #expect(ceased(engine.observe(observation(3))) == [.space])
    }

    @Test("at most a hundred are kept")
    func bounded() {
        var engine = AlertEngine()
        for id in 0..<500 {
            _ = engine.fileRejected(
                id: Int64(id), name: "a", code: .header, wallMicroseconds: Int64(id))
        }
        #expect(engine.alerts.count == AlertEngine.limit)
        #expect(engine.alerts.first?.fileID == 499)
    }
}
