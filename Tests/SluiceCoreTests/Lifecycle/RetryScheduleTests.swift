import SluiceCore
import Testing

/// When a failure of the environment is tried again.
@Suite struct RetryScheduleTests {
    @Test func delaysGrowAndThenStayAtAMinute() {
        var schedule = RetrySchedule()
        #expect((0..<6).map { _ in schedule.failed() } == [5, 10, 20, 60, 60, 60])
        #expect(schedule.failures == 6)
    }

    @Test func degradedBeginsWhenTheShortDelaysAreUsedUp() {
        var schedule = RetrySchedule()
        let states = (0..<5).map { _ in
            _ = schedule.failed()
            return schedule.isDegraded
        }
        #expect(states == [false, false, false, true, true])
    }

    @Test func aSuccessForgetsTheFailures() {
        var schedule = RetrySchedule(delaysSeconds: [1], degradedDelaySeconds: 7)
        #expect([schedule.failed(), schedule.failed()] == [1, 7])
        schedule.succeeded()
        #expect(!schedule.isDegraded && schedule.failures == 0)
        #expect(schedule.failed() == 1)
    }
}
