internal import SluiceCore
internal import Testing

@Suite struct SettleTrackerTests {
    private typealias Tracker = SettleTracker<Int>
    private let name: [UInt8] = Array("a.csv".utf8)
    private let ms: UInt64 = 1_000_000
    private let start: UInt64 = 5_000_000_000

    /// Looks at whatever is due and answers the names that are ready.
    private func look(
        _ tracker: inout Tracker, at now: UInt64, _ identity: Int?
    ) -> [[UInt8]] {
        tracker.due(at: now, limit: 1000).filter { name in
            if case .ready = tracker.looked(at: name, identity, now: now) { return true }
            return false
        }
    }

    @Test func aFileMovedInIsReadyAtTheFirstLook() {
        var tracker = Tracker()
        tracker.hint(.movedIn, name, now: start)
        #expect(tracker.nextDue == start)
        #expect(tracker.due(at: start, limit: 10) == [name])
        #expect(tracker.looked(at: name, 1, now: start + 7) == .ready(firstSeen: start))
        #expect(tracker.waitingCount == 0)
    }

    @Test func aClosedFileIsReadyAfterTheShortTimeWithoutChange() {
        var tracker = Tracker()
        tracker.hint(.closedAfterWriting, name, now: start)
        #expect(look(&tracker, at: start, 1).isEmpty)
        #expect(tracker.nextDue == start + 200 * ms)
        #expect(look(&tracker, at: start + 199 * ms, 1).isEmpty)
        #expect(look(&tracker, at: start + 200 * ms, 1) == [name])
    }

    @Test func aFileOnlyListedNeedsTwoEqualLooks() {
        var tracker = Tracker()
        tracker.found(name, now: start)
        #expect(look(&tracker, at: start, 1).isEmpty)
        tracker.found(name, now: start + 500 * ms)
        #expect(look(&tracker, at: start + 999 * ms, 1).isEmpty)
        #expect(look(&tracker, at: start + 1000 * ms, 1) == [name])
    }

    @Test func aChangeBetweenLooksStartsAnew() {
        var tracker = Tracker()
        tracker.found(name, now: start)
        for second in 0..<10 as Range<UInt64> {
            #expect(look(&tracker, at: start + second * 1000 * ms, Int(second)).isEmpty)
        }
        #expect(look(&tracker, at: start + 10_000 * ms, 9) == [name])
    }

    @Test func aWriterThatAppendsAndClosesAgainAndAgainNeedsTheLongerTime() {
        var tracker = Tracker()
        for step in 0..<20 as Range<UInt64> {
            tracker.hint(.closedAfterWriting, name, now: start + step * 150 * ms)
            #expect(look(&tracker, at: start + step * 150 * ms, Int(step)).isEmpty)
        }
        let last = start + 19 * 150 * ms
        #expect(look(&tracker, at: last + 999 * ms, 19).isEmpty)
        #expect(look(&tracker, at: last + 1000 * ms, 19) == [name])
    }

    @Test func closingAgainWithoutAChangeDoesNotProlong() {
        var tracker = Tracker()
        tracker.hint(.closedAfterWriting, name, now: start)
        #expect(look(&tracker, at: start, 1).isEmpty)
        tracker.hint(.closedAfterWriting, name, now: start + 100 * ms)
        #expect(look(&tracker, at: start + 100 * ms, 1).isEmpty)
        #expect(tracker.nextDue == start + 200 * ms)
        #expect(look(&tracker, at: start + 200 * ms, 1) == [name])
    }

    @Test func aListedFileThatIsThenClosedSettlesFromTheClosing() {
        var tracker = Tracker()
        tracker.found(name, now: start)
        #expect(look(&tracker, at: start, 1).isEmpty)
        tracker.hint(.closedAfterWriting, name, now: start + 900 * ms)
        #expect(look(&tracker, at: start + 900 * ms, 1).isEmpty)
        #expect(look(&tracker, at: start + 1000 * ms, 1).isEmpty)
        #expect(look(&tracker, at: start + 1100 * ms, 1) == [name])
    }

    @Test func aRefusedFileWaitsForItsWriter() {
        var tracker = Tracker()
        tracker.hint(.movedIn, name, now: start)
        #expect(look(&tracker, at: start, 1) == [name])
        tracker.refused(name, 1, now: start)
        #expect(tracker.waitingNames == [name])
        #expect(look(&tracker, at: start + 999 * ms, 1).isEmpty)
        tracker.hint(.closedAfterWriting, name, now: start + 999 * ms)
        #expect(look(&tracker, at: start + 999 * ms, 2).isEmpty)
        #expect(look(&tracker, at: start + 1199 * ms, 2) == [name])
    }

    @Test func aNameThatIsGoneIsForgotten() {
        var tracker = Tracker()
        tracker.found(name, now: start)
        #expect(look(&tracker, at: start, nil).isEmpty)
        #expect(tracker.waitingCount == 0)
        #expect(tracker.nextDue == nil)
    }

    @Test func aTakenNameIsNotDeclaredReadyTwice() {
        var tracker = Tracker()
        tracker.hint(.movedIn, name, now: start)
        #expect(look(&tracker, at: start, 1) == [name])
        tracker.found(name, now: start + 1)
        tracker.hint(.movedIn, name, now: start + 2)
        #expect(look(&tracker, at: start + 5000 * ms, 2).isEmpty)
        #expect(tracker.waitingCount == 0)
    }

    @Test func whatCameUnderATakenNameIsLookedAtAfterwards() {
        var tracker = Tracker()
        tracker.hint(.movedIn, name, now: start)
        #expect(look(&tracker, at: start, 1) == [name])
        tracker.hint(.movedIn, name, now: start + 2)
        tracker.finished(name, now: start + 3)
        #expect(look(&tracker, at: start + 3, 2) == [name])
        tracker.finished(name, now: start + 4)
        #expect(look(&tracker, at: start + 4000 * ms, 2).isEmpty)
    }

    @Test func aFileThatChangedWhileItWasReadSettlesAnewWithItsFirstSight() {
        var tracker = Tracker()
        tracker.hint(.movedIn, name, now: start)
        #expect(look(&tracker, at: start, 1) == [name])
        tracker.again(name, now: start + 10)
        #expect(look(&tracker, at: start + 10, 2).isEmpty)
        #expect(tracker.due(at: start + 10 + 1000 * ms, limit: 1) == [name])
        #expect(
            tracker.looked(at: name, 2, now: start + 10 + 1000 * ms) == .ready(firstSeen: start))
    }

    @Test func hintsComeBeforeAListing() {
        var tracker = Tracker()
        for number in 0..<1000 as Range<UInt16> {
            tracker.found([UInt8(number >> 8), UInt8(number & 255)], now: start)
        }
        tracker.hint(.movedIn, name, now: start + 1)
        #expect(tracker.due(at: start + 1, limit: 1) == [name])
    }

    @Test func aReplacedInboxForgetsWhatSettlesButNotWhatIsTaken() {
        var tracker = Tracker()
        tracker.hint(.movedIn, name, now: start)
        #expect(look(&tracker, at: start, 1) == [name])
        tracker.found([98], now: start)
        tracker.forgetWaiting()
        #expect(tracker.waitingCount == 0)
        tracker.found(name, now: start)
        #expect(tracker.waitingCount == 0)
    }

    @Test func aClockThatGoesBackChangesNothing() {
        var tracker = Tracker()
        tracker.hint(.closedAfterWriting, name, now: start)
        #expect(look(&tracker, at: start - 5, 1).isEmpty)
        #expect(look(&tracker, at: start + 200 * ms, 1) == [name])
    }

    @Test func aHundredThousandNamesSettle() {
        var tracker = Tracker()
        let names = (0..<100_000).map { number in
            (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 5) & 31) }
        }
        for name in names { tracker.found(name, now: start) }
        #expect(tracker.waitingCount == names.count)
        var ready = 0
        for now in [start, start + 1000 * ms] {
            while case let due = tracker.due(at: now, limit: 500), !due.isEmpty {
                for name in due {
                    if case .ready = tracker.looked(at: name, 1, now: now) { ready += 1 }
                }
            }
        }
        #expect(ready == names.count)
        #expect(tracker.nextDue == nil)
    }
}
