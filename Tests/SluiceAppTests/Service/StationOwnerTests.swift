internal import SluiceApp
internal import SluiceSystem
internal import Testing

/// Work on a station whose owner comes and goes meanwhile.
@Suite struct StationOwnerTests {
    private let owned = CommandFailure(.owned, "another instance has it")

    @Test func anOwnerThatEndsIsWaitedFor() throws {
        var tries = 0
        let result = try StationOwner.work(System()) {
            tries += 1
            if tries < 4 { throw owned }
            return "did it"
        } ask: {
            nil
        }
        #expect(result == "did it" && tries == 4)
    }

    @Test func anOwnerThatHasJustBegunIsAskedOnceItListens() throws {
        var questions = 0
        let result = try StationOwner.work(System()) {
            throw owned
        } ask: { () -> String? in
            questions += 1
            return questions < 4 ? nil : "the owner did it"
        }
        #expect(result == "the owner did it" && questions == 4)
    }

    @Test func anOwnerThatTakesNothingMoreIsSucceeded() throws {
        var tries = 0
        let result = try StationOwner.workReached(System()) { () -> String in
            tries += 1
            if tries < 4 { throw owned }
            return "did it"
        } ask: {
            throw CommandFailure(.owned, "the instance that owns the station ends")
        }
        #expect(result == "did it" && tries == 4)
    }

    @Test func anOwnerThatNeverListensIsNotWaitedForForever() throws {
        let result = try StationOwner.work(System()) { () -> String in
            throw owned
        } ask: {
            nil
        }
        #expect(result == nil)
    }

    @Test func anotherFailureIsNoReasonToAsk() {
        #expect {
            try StationOwner.work(System()) { () -> String in
                throw CommandFailure(.noInput, "no station")
            } ask: {
                Issue.record("asked")
                return nil
            }
        } throws: {
            ($0 as? CommandFailure)?.code == .noInput
        }
    }
}
