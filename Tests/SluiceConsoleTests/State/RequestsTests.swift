import SluiceConsole
import SluiceCore
import Testing

@Suite struct RequestsTests {
    private let slot = ViewSlot.pane(.quarantine)

    @Test func aQuestionIsAskedOnceAndAgainWhenTheStationChanged() {
        var requests = Requests()
        #expect(requests.want(.record(1), for: slot, revision: 1, now: 0).count == 1)
        #expect(requests.want(.record(1), for: slot, revision: 1, now: 0).isEmpty)
        #expect(requests.want(.record(1), for: slot, revision: 2, now: 1_000_000).isEmpty)
        requests.take(.missing, to: RequestID(1))
        #expect(requests.want(.record(1), for: slot, revision: 2, now: 100).isEmpty)
        #expect(requests.want(.record(1), for: slot, revision: 2, now: 1_000_000).count == 1)
    }

    @Test func anotherQuestionCancelsTheOpenOneAndItsAnswerIsDropped() {
        var requests = Requests()
        _ = requests.want(.record(1), for: slot, revision: 1, now: 0)
        let effects = requests.want(.record(2), for: slot, revision: 1, now: 0)
        #expect(effects == [.cancel(RequestID(1)), .ask(RequestID(2), .record(2))])
        requests.take(.missing, to: RequestID(1))
        #expect(requests.answers[slot] == nil)
        requests.take(.missing, to: RequestID(2))
        #expect(requests.answers[slot] == .missing)
    }

    @Test func groupsOfWhichSomeAreNotLookedAtYetAreAskedForAgain() {
        var requests = Requests()
        let query = StationQuery.groups(QuarantineQuery(), by: [.reason])
        var group = QuarantineGroup(
            key: QuarantineGroup.Key(), count: 1, exampleID: 1, exampleValue: nil)
        group.examination = .awaited
        _ = requests.want(query, for: slot, revision: 1, now: 0)
        requests.take(.groups([group]), to: RequestID(1))
        #expect(requests.want(query, for: slot, revision: 1, now: 0).count == 1)
        // Those that will never be looked at are no reason.
        group.examination = .left
        requests.take(.groups([group]), to: RequestID(2))
        #expect(requests.want(query, for: slot, revision: 1, now: 0).isEmpty)
    }

    @Test func aPageThatTakesLongIsAskedForSeldom() throws {
        var requests = Requests()
        let slot = ViewSlot.pane(.locations)
        let query = StationQuery.record(1)
        guard case .ask(let id, _)? = requests.want(query, for: slot, revision: 1, now: 0).first
        else {
            Issue.record("nothing was asked")
            return
        }
        requests.take(.missing, to: id, took: 400_000)
        #expect(requests.want(query, for: slot, revision: 2, now: 3_900_000).isEmpty)
        #expect(requests.want(.record(2), for: slot, revision: 2, now: 3_900_000).count == 1)
        requests = Requests()
        _ = requests.want(query, for: slot, revision: 1, now: 0)
        requests.take(.missing, to: RequestID(1), took: 400_000)
        #expect(requests.want(query, for: slot, revision: 2, now: 4_000_000).count == 1)
    }
}
