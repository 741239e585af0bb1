import SluiceCore
import Testing

/// Which files are read next, and on which lane.
@Suite struct IntakeTests {
    private static let big = Intake.bigFileBytes + 1

    private func intake(_ sizes: [Int], lanes: Int = 1) -> Intake {
        var intake = Intake(smallLanes: lanes)
        for (index, size) in sizes.enumerated() {
            intake.add(ticket: UInt64(index), bytes: size, readySince: UInt64(100 + index))
        }
        return intake
    }

    @Test func anEmptyIntakeHasNothingToDo() {
        var intake = Intake(smallLanes: 2)
        #expect(intake.next() == nil)
        #expect(intake.isIdle && intake.waitingCount == 0 && intake.oldestReady == nil)
    }

    @Test func theBigLaneIsLentOnlyWhileNobodyReadyWantsIt() {
        var idle = intake([1])
        let isLent = idle.beginAhead()
        #expect(isLent && !idle.isIdle)
        let isLentTwice = idle.beginAhead()
        #expect(!isLentTwice)
        #expect(idle.next()?.lane == .small(0))
        idle.add(ticket: 7, bytes: Self.big, readySince: 1)
        #expect(idle.next() == nil)
        idle.finished(.big)
        let isLentBeforeTheNext = idle.beginAhead()
        #expect(!isLentBeforeTheNext)
        #expect(idle.next()?.tickets == [7])
        var paused = intake([])
        paused.pauses.insert(.store)
        let isLentInAPause = paused.beginAhead()
        #expect(!isLentInAPause)
    }

    @Test func smallFilesGoInOneBatchInTheOrderOfTheirArrival() {
        var intake = intake([1, 2, 3])
        #expect(intake.oldestReady == 100)
        let batch = intake.next()
        #expect(batch?.lane == .small(0))
        #expect(batch?.tickets == [0, 1, 2])
        #expect(intake.next() == nil)
        #expect(!intake.isIdle && intake.waitingCount == 0)
        intake.finished(.small(0))
        #expect(intake.isIdle)
    }

    @Test func aBatchEndsAtItsNumberOfFilesAndAtItsSize() {
        var many = intake(Array(repeating: 10, count: Intake.batchFiles + 1))
        #expect(many.next()?.tickets.count == Intake.batchFiles)
        #expect(many.next()?.tickets == [UInt64(Intake.batchFiles)])
        var large = intake([Intake.batchBytes - 1, 1, 1])
        #expect(large.next()?.tickets == [0, 1])
        #expect(large.next()?.tickets == [2])
    }

    @Test func bigFilesGoOneAtATimeAndHoldUpNoSmallOne() {
        var intake = intake([Self.big, Self.big, 1])
        #expect(intake.next()?.tickets == [0])
        let small = intake.next()
        #expect(small?.lane == .small(0) && small?.tickets == [2])
        #expect(intake.next() == nil)
        intake.finished(.big)
        #expect(intake.next()?.lane == .big)
    }

    @Test func aLaneHasTwoBatchesInHandAtMost() {
        var intake = intake(Array(repeating: Intake.batchBytes, count: 5))
        #expect(intake.next() != nil && intake.next() != nil)
        #expect(intake.next() == nil)
        intake.finished(.small(0))
        #expect(intake.next()?.tickets == [2])
    }

    @Test func batchesGoToTheLaneWithTheFewest() {
        var intake = intake(Array(repeating: Intake.batchBytes, count: 4), lanes: 2)
        let lanes = [intake.next(), intake.next(), intake.next()].map { $0?.lane }
        #expect(lanes == [.small(0), .small(1), .small(0)])
        intake.finished(.small(0))
        intake.finished(.small(0))
        #expect(intake.next()?.lane == .small(0))
    }

    @Test func nothingIsDispatchedWhilePaused() {
        var intake = intake([1, Self.big])
        intake.pauses = [.store]
        #expect(intake.next() == nil && intake.waitingCount == 2)
        intake.pauses = []
        #expect(intake.next() != nil)
    }

    @Test func theOldestOfBothQueuesCounts() {
        var intake = Intake(smallLanes: 1)
        intake.add(ticket: 1, bytes: 1, readySince: 50)
        intake.add(ticket: 2, bytes: Self.big, readySince: 40)
        #expect(intake.oldestReady == 40)
        _ = intake.next()
        #expect(intake.oldestReady == 50)
    }

    @Test func everyFileOfAHundredThousandIsDispatchedOnceAndInOrder() {
        var intake = intake(Array(repeating: 1000, count: 100_000))
        var tickets: [UInt64] = []
        while let batch = intake.next() {
            tickets += batch.tickets
            intake.finished(batch.lane)
        }
        #expect(tickets == Array(0..<100_000))
        #expect(intake.isIdle)
    }
}
