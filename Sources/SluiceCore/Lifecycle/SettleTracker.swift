/// Decides when a name in the inbox has come to rest; takes hints and looks with their times, touches neither clock nor disk.
///
/// The caller asks ``due(at:limit:)`` which names to look at, looks, and tells ``looked(at:_:now:)`` what it saw. Rules: moved
/// in, at once; closed after writing, unchanged for a short time; otherwise two equal looks a longer time apart. A file that
/// changed between two looks has an unsteady writer and needs the longer time from then on, whatever it closes. Each call costs
/// O(1) per name. Times may stand still but not go back; an earlier one counts as the latest.
package struct SettleTracker<Identity: Equatable & Sendable>: Sendable {
    /// A name as bytes.
    package typealias Name = [UInt8]

    /// An event about a name, from a source that may lose some.
    package enum Hint: Sendable {
        /// It appeared by a rename.
        case movedIn
        /// A writer closed it.
        case closedAfterWriting
    }

    /// What follows from a look.
    package enum Answer: Sendable, Equatable {
        /// It is at rest: now taken, until ``finished(_:now:)``, ``again(_:now:)`` or ``refused(_:_:now:)``.
        case ready(firstSeen: UInt64)
        /// It settles; another look will be due.
        case waiting
        /// There is nothing to take under this name, or it is taken already.
        case nothing
    }

    private enum Phase { case moved, closed, unheard }

    private struct Look {
        let identity: Identity
        let time: UInt64
    }

    private struct Waiting {
        var phase: Phase
        let firstSeen: UInt64
        var due: UInt64
        var baseline: Look?
        var isUnsteady = false
    }

    private enum State {
        case waiting(Waiting)
        /// Declared ready; remembers a hint about whatever has come under the same name since.
        case taken(firstSeen: UInt64, since: Hint?)
    }

    private let times: SettleTimes
    private var states: [Name: State] = [:]
    private var clock: UInt64 = 0
    // One queue for each delay, so that each is sorted by itself. Entries whose time is no longer the name's are skipped.
    private var hinted = DueQueue()
    private var closed = DueQueue()
    private var unheard = DueQueue()
    private var found = DueQueue()

    /// Names that settle, without those that are taken.
    package private(set) var waitingCount = 0

    /// A tracker that knows no name.
    package init(times: SettleTimes = SettleTimes()) {
        self.times = times
    }

    /// The names that settle, in no order. Linear in their number.
    package var waitingNames: [Name] {
        states.compactMap { name, state in
            if case .waiting = state { return name }
            return nil
        }
    }

    /// When the next look may be due, nil when nothing settles; a moment at which nothing turns out to be due is possible.
    package var nextDue: UInt64? {
        [hinted.firstDue, closed.firstDue, unheard.firstDue, found.firstDue]
            .compactMap { $0 }.min()
    }

    /// An event told something of a name: it is looked at as soon as possible.
    package mutating func hint(_ hint: Hint, _ name: Name, now: UInt64) {
        advance(now)
        switch states[name] {
        case .taken(let firstSeen, let before)?:
            states[name] = .taken(firstSeen: firstSeen, since: stronger(before, hint))
        case .waiting(var waiting)?:
            switch (hint, waiting.phase) {
            case (.movedIn, _): waiting.phase = .moved
            case (.closedAfterWriting, .unheard):
                waiting.phase = .closed
                waiting.baseline = nil
            case (.closedAfterWriting, _): break
            }
            lookSoon(name, &waiting)
        case nil:
            begin(name, hint == .movedIn ? .moved : .closed)
        }
    }

    /// A listing has this name; one that is known already changes nothing.
    package mutating func found(_ name: Name, now: UInt64) {
        advance(now)
        guard states[name] == nil else { return }
        let waiting = Waiting(phase: .unheard, firstSeen: clock, due: clock)
        states[name] = .waiting(waiting)
        waitingCount += 1
        found.append(name, clock)
    }

    /// At most `limit` names to look at now; those of which an event told come first. Each is then owed a look.
    package mutating func due(at now: UInt64, limit: Int) -> [Name] {
        advance(now)
        var names: [Name] = []
        while names.count < limit, let name = nextName() { names.append(name) }
        return names
    }

    /// What a look saw under a name: a regular file's identity, or nil when there is none.
    package mutating func looked(at name: Name, _ identity: Identity?, now: UInt64) -> Answer {
        advance(now)
        guard case .waiting(var waiting)? = states[name] else { return .nothing }
        guard let identity else {
            states[name] = nil
            waitingCount -= 1
            return .nothing
        }
        if waiting.phase == .moved { return take(name, waiting) }
        guard let baseline = waiting.baseline else {
            wait(name, &waiting, identity)
            return .waiting
        }
        guard baseline.identity == identity else {
            waiting.isUnsteady = true
            wait(name, &waiting, identity)
            return .waiting
        }
        let atRest = baseline.time &+ quietTime(of: waiting)
        guard clock < atRest else { return take(name, waiting) }
        // A hint made this look early; the entry of the regular look is still queued and counts again.
        waiting.due = atRest
        states[name] = .waiting(waiting)
        return .waiting
    }

    /// A name that was ready must wait after all, because a writer has it open; looked at again after the longer time.
    package mutating func refused(_ name: Name, _ identity: Identity, now: UInt64) {
        advance(now)
        guard case .taken(let firstSeen, let since)? = states[name] else { return }
        var waiting = Waiting(phase: .unheard, firstSeen: firstSeen, due: clock)
        waitingCount += 1
        wait(name, &waiting, identity)
        if let since { hint(since, name, now: now) }
    }

    /// A taken file was dealt with and its name is free; what has come under that name since is looked at.
    package mutating func finished(_ name: Name, now: UInt64) {
        advance(now)
        guard case .taken(_, let since)? = states[name] else { return }
        states[name] = nil
        if let since { hint(since, name, now: now) }
    }

    /// A taken file turned out to be changing: it settles anew.
    package mutating func again(_ name: Name, now: UInt64) {
        advance(now)
        guard case .taken(let firstSeen, let since)? = states[name] else { return }
        var waiting = Waiting(phase: phase(since), firstSeen: firstSeen, due: clock)
        waitingCount += 1
        lookSoon(name, &waiting)
    }

    /// Forgets every name that settles; taken ones stay taken. For an inbox that was replaced by another.
    package mutating func forgetWaiting() {
        states = states.filter { _, state in
            if case .taken = state { return true }
            return false
        }
        waitingCount = 0
        (hinted, closed, unheard, found) = (DueQueue(), DueQueue(), DueQueue(), DueQueue())
    }

    private mutating func advance(_ now: UInt64) { clock = max(clock, now) }

    private func phase(_ hint: Hint?) -> Phase {
        switch hint {
        case .movedIn?: return .moved
        case .closedAfterWriting?: return .closed
        case nil: return .unheard
        }
    }

    private func stronger(_ before: Hint?, _ hint: Hint) -> Hint {
        before == .movedIn ? .movedIn : hint
    }

    private func quietTime(of waiting: Waiting) -> UInt64 {
        waiting.phase == .closed && !waiting.isUnsteady
            ? times.closedNanoseconds : times.unheardNanoseconds
    }

    private mutating func begin(_ name: Name, _ phase: Phase) {
        var waiting = Waiting(phase: phase, firstSeen: clock, due: clock)
        waitingCount += 1
        lookSoon(name, &waiting)
    }

    private mutating func lookSoon(_ name: Name, _ waiting: inout Waiting) {
        waiting.due = clock
        states[name] = .waiting(waiting)
        hinted.append(name, clock)
    }

    private mutating func wait(_ name: Name, _ waiting: inout Waiting, _ identity: Identity) {
        waiting.baseline = Look(identity: identity, time: clock)
        let delay = quietTime(of: waiting)
        waiting.due = clock &+ delay
        states[name] = .waiting(waiting)
        if delay == times.closedNanoseconds {
            closed.append(name, waiting.due)
        } else {
            unheard.append(name, waiting.due)
        }
    }

    private mutating func take(_ name: Name, _ waiting: Waiting) -> Answer {
        states[name] = .taken(firstSeen: waiting.firstSeen, since: nil)
        waitingCount -= 1
        return .ready(firstSeen: waiting.firstSeen)
    }

    private mutating func nextName() -> Name? {
        while let entry = hinted.popDue(clock) ?? closed.popDue(clock) ?? unheard.popDue(clock)
            ?? found.popDue(clock)
        {
            if case .waiting(let waiting)? = states[entry.name], waiting.due == entry.due {
                return entry.name
            }
        }
        return nil
    }
}
