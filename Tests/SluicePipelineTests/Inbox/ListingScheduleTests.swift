internal import SluicePipeline
internal import Testing

@Suite struct ListingScheduleTests {
    /// Lists once at this cost and answers when the next listing begins.
    private func end(_ schedule: inout ListingSchedule, now: UInt64, cost: UInt64) -> UInt64 {
        schedule.spend(nanoseconds: cost)
        return schedule.end(now: now)
    }

    @Test(arguments: [(0, 1_000), (100, 1_000), (500, 5_000)] as [(UInt64, UInt64)])
    func theNextListingWaitsTheIntervalOrTenTimesTheCost(cost: UInt64, pause: UInt64) {
        var schedule = ListingSchedule(interval: 1_000)
        let mayBegin = schedule.begin()
        let next = end(&schedule, now: 50, cost: cost)
        #expect(mayBegin)
        #expect(next == 50 + pause)
    }

    @Test func oneIsUnderWayAtATimeAndAWishIsRemembered() {
        var schedule = ListingSchedule(interval: 1_000)
        let mayBegin = [schedule.begin(), schedule.begin()]
        let afterWish = end(&schedule, now: 50, cost: 7)
        let mayBeginAgain = schedule.begin()
        let afterNone = end(&schedule, now: 60, cost: 7)
        #expect(mayBegin == [true, false])
        #expect(afterWish == 57)
        #expect(mayBeginAgain)
        #expect(afterNone == 1_060)
    }

    @Test func eventsLostDuringAListingLeadToAnotherSoon() {
        var schedule = ListingSchedule(interval: 1_000)
        _ = schedule.begin()
        let during = schedule.soon(now: 10)
        let next = end(&schedule, now: 50, cost: 500)
        let after = schedule.soon(now: 100)
        #expect(during == nil)
        #expect(next == 550)
        #expect(after == 600)
    }

    @Test func aNameFinishedMeanwhileIsOutdatedUntilTheEnd() {
        var schedule = ListingSchedule(interval: 1_000)
        schedule.finished([1])
        _ = schedule.begin()
        schedule.finished([2])
        #expect(!schedule.isOutdated([1]))
        #expect(schedule.isOutdated([2]))
        _ = schedule.end(now: 0)
        #expect(!schedule.isOutdated([2]))
    }
}
