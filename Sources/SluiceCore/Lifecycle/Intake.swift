/// Decides which ready files are read next, and on which lane; a pure queue without clock or threads.
///
/// Big files go one at a time over a lane of their own, so that they never keep small ones waiting. A file leaves the
/// intake when a worker has delivered it (or given it up); what is committed later is not known here.
package struct Intake: Sendable {
    /// A lane is served by one worker.
    package enum Lane: Sendable, Hashable {
        /// Files too large for a batch, one at a time.
        case big
        /// Small files, in batches; numbered from 0.
        case small(Int)
    }

    /// Files above this size, in bytes, go over the big lane.
    package static let bigFileBytes = 4 << 20
    /// Most files a batch takes.
    package static let batchFiles = 64
    /// Size after which a batch takes no further file, in bytes.
    package static let batchBytes = 4 << 20
    /// Batches a small lane may have in hand: one being read, one waiting behind it.
    package static let batchesInHand = 2

    private struct Waiting {
        let ticket: UInt64
        let bytes: Int
        let readySince: UInt64
    }

    private var small: [Waiting] = []
    private var smallHead = 0
    private var big: [Waiting] = []
    private var bigHead = 0
    private var batchesOfSmallLane: [Int]
    private var bigLaneIsBusy = false

    /// Why nothing may be dispatched.
    package enum Pause: Sendable, Hashable {
        /// What an earlier run left is not finished yet.
        case starting
        /// The store is being retried.
        case store
        /// The quarantine is at its limit.
        case quarantine
        /// The database was not compared with the archive yet, or is not what was acknowledged.
        case database
        /// The pipeline stops.
        case stopping
    }

    /// What keeps files from being dispatched at the moment; empty when nothing does.
    package var pauses: Set<Pause> = []

    /// An empty intake with so many lanes for small files, at least one.
    package init(smallLanes: Int) {
        batchesOfSmallLane = Array(repeating: 0, count: max(1, smallLanes))
    }

    /// Files that wait to be dispatched.
    package var waitingCount: Int { small.count - smallHead + big.count - bigHead }

    /// The tickets of the first files that wait, small ones before big ones.
    package func firstWaiting(_ limit: Int) -> [UInt64] {
        (small[smallHead...].prefix(limit) + big[bigHead...].prefix(limit)).prefix(limit)
            .map(\.ticket)
    }

    /// When the oldest waiting file became ready (monotonic nanoseconds); nil when none waits.
    package var oldestReady: UInt64? {
        let heads = [
            smallHead < small.count ? small[smallHead].readySince : nil,
            bigHead < big.count ? big[bigHead].readySince : nil,
        ]
        return heads.compactMap { $0 }.min()
    }

    /// True when nothing waits and no lane has work.
    package var isIdle: Bool {
        waitingCount == 0 && !bigLaneIsBusy && batchesOfSmallLane.allSatisfy { $0 == 0 }
    }

    /// A file is ready to be read.
    package mutating func add(ticket: UInt64, bytes: Int, readySince: UInt64) {
        let file = Waiting(ticket: ticket, bytes: bytes, readySince: readySince)
        if bytes > Self.bigFileBytes { big.append(file) } else { small.append(file) }
    }

    /// Takes the big lane for a file that still settles; false when it is busy, or wanted by one that is ready.
    package mutating func beginAhead() -> Bool {
        guard pauses.isEmpty, !bigLaneIsBusy, bigHead == big.count else { return false }
        bigLaneIsBusy = true
        return true
    }

    /// Work for lanes that can take some: each call answers one batch, nil when there is nothing to dispatch now.
    package mutating func next() -> (lane: Lane, tickets: [UInt64])? {
        guard pauses.isEmpty else { return nil }
        if !bigLaneIsBusy, bigHead < big.count {
            bigLaneIsBusy = true
            defer { Self.advance(&big, &bigHead, by: 1) }
            return (.big, [big[bigHead].ticket])
        }
        guard smallHead < small.count,
            let lane = batchesOfSmallLane.indices.min(by: {
                batchesOfSmallLane[$0] < batchesOfSmallLane[$1]
            }), batchesOfSmallLane[lane] < Self.batchesInHand
        else { return nil }
        var tickets: [UInt64] = []
        var bytes = 0
        for file in small[smallHead...] {
            tickets.append(file.ticket)
            bytes += file.bytes
            if tickets.count == Self.batchFiles || bytes >= Self.batchBytes { break }
        }
        batchesOfSmallLane[lane] += 1
        Self.advance(&small, &smallHead, by: tickets.count)
        return (.small(lane), tickets)
    }

    /// A lane has delivered or given up every file of its oldest batch.
    package mutating func finished(_ lane: Lane) {
        switch lane {
        case .big: bigLaneIsBusy = false
        case .small(let index): batchesOfSmallLane[index] -= 1
        }
    }

    private static func advance(_ queue: inout [Waiting], _ head: inout Int, by count: Int) {
        head += count
        if head > 1024, head * 2 > queue.count {
            queue.removeFirst(head)
            head = 0
        }
    }
}
