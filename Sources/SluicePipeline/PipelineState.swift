internal import SluiceCore
internal import SluiceSystem

/// What the pipeline queue owns: which files are where, what is being retried, what was done.
struct PipelineState {
    /// Files that were announced and not yet archived or given up, by ticket.
    var files: [UInt64: PendingFile] = [:]
    /// Which of them wait for a worker.
    var intake: Intake
    /// Files handed to a worker or the writer whose end is not known.
    var underWay: Set<UInt64> = []
    /// Tickets of the files that are read while they settle, by name, until their settling is decided.
    var ahead: [[UInt8]: UInt64] = [:]
    /// Tickets of small files that were seen and will be enqueued, to be read while they settle.
    var smallAhead: [UInt64] = []
    /// Names that were read ahead in vain: such a file is read again only when it has settled.
    var refusedAhead: Set<[UInt8]> = []
    /// Committed files on their way to the archive.
    var archiving: [UInt64: CommitReceipt] = [:]
    /// Names that an earlier run took and that are on their way to the archive: not to be taken again.
    var recovering: Set<[UInt8]> = []
    /// Archive names that belong to a file already: those that this start has found, and all of each content in ``claimedContents``.
    var claimed: Set<String> = []
    /// Files whose content lies in the archive under names that are all claimed.
    var claimedContents: Set<Int64> = []
    /// Failed attempts at archiving single files.
    var fileRetries: [UInt64: RetrySchedule] = [:]
    /// Failed attempts at reading single files, by name: a file that settles again gets another ticket.
    var readRetries: [[UInt8]: RetrySchedule] = [:]
    /// Files that wait for their next attempt; they hold up no other.
    var resting: Set<UInt64> = []
    /// Failed attempts of the store; while there are some, nothing is dispatched before the next one is due.
    var storeRetry: RetrySchedule
    /// What the inbox is called among ``troubles``.
    static let inbox = "inbox"
    /// What is being retried, by what it is: the store, the inbox, a file.
    var troubles: [String: PipelineSnapshot.Trouble] = [:]
    var totals = PipelineSnapshot.Totals()
    /// What is held: exact when it was last read, since then an estimate.
    var held = HeldTotals()
    var invalidFiles = 0
    var lastCommit: Int64?
    var lastCommitMonotonic: UInt64 = 0
    var lastError: PipelineSnapshot.Failure?
    var isStarted = false
    var watching = "inotify"
    var stopping: (@Sendable () -> Void)?
    var isStopped = false
    var drain: DrainRun?
    var ingests: [IngestRun] = []
    /// The datasets once an operation has changed them; nil while they are those of the start.
    var catalog: DatasetCatalog?
    /// Operations of the quarantine desk that wait, and whether one is under way.
    var operations:
        [(
            Pipeline.Operation,
            @Sendable (Result<OperationReceipt, OperationFailure>) -> Void
        )] = []
    var isOperating = false
    /// True while the database is looked through in the background.
    var isChecking = false
    /// True when it is to be looked through once more, because it was changed meanwhile.
    var isCheckDue = false
    /// Why nothing is taken into the database until it is mended; nil while nothing was found.
    var damage: StoreFailure?
    /// How many questions for earlier versions of committed files, and operations that follow from them, are not done.
    var supersessionsDue = 0

    private let retry: RetrySchedule
    private let startedAt: Int64
    private var nextTicket: UInt64 = 1

    init(smallLanes: Int, retry: RetrySchedule, startedAt: Int64) {
        intake = Intake(smallLanes: smallLanes)
        intake.pauses.insert(.starting)
        storeRetry = retry
        self.retry = retry
        self.startedAt = startedAt
    }

    /// The file that is read under this name while it settles.
    func fileAhead(_ name: [UInt8]) -> PendingFile? { ahead[name].flatMap { files[$0] } }

    /// A ticket for a file that was announced.
    mutating func announce(
        _ source: TakeSource, identity: FileIdentity, discoveredAt: Int64, readySince: UInt64
    ) -> PendingFile {
        let file = PendingFile(
            ticket: nextTicket, source: source, identity: identity, discoveredAt: discoveredAt,
            readySince: readySince,
            attempts: readRetries[source.name]?.failures ?? source.earlierAttempts)
        nextTicket += 1
        files[file.ticket] = file
        return file
    }

    /// Counts a failed attempt at reading a file and says how many seconds to wait.
    mutating func readFailed(_ file: PendingFile) -> (attempt: Int, delay: Double) {
        let delay = readRetries[file.source.name, default: retry].failed()
        resting.insert(file.ticket)
        return (readRetries[file.source.name]?.failures ?? 1, delay)
    }

    /// Counts a failed attempt at archiving a file and says how many seconds to wait.
    mutating func fileFailed(_ ticket: UInt64) -> (attempt: Int, delay: Double) {
        let delay = fileRetries[ticket, default: retry].failed()
        files[ticket]?.attempts += 1
        resting.insert(ticket)
        return (fileRetries[ticket]?.failures ?? 1, delay)
    }

    /// A file has come to its end here.
    mutating func forget(_ ticket: UInt64) {
        if let file = files.removeValue(forKey: ticket) { recovering.remove(file.source.name) }
        archiving[ticket] = nil
        fileRetries[ticket] = nil
        resting.remove(ticket)
        underWay.remove(ticket)
    }

    /// True when every announced file has come to its end.
    var isIdle: Bool {
        intake.isIdle && underWay.isEmpty && archiving.isEmpty && resting.isEmpty
    }

    /// True when workers, writer and archive have nothing in hand: what is left waits for its next attempt.
    var hasNothingInHand: Bool {
        underWay.isEmpty && archiving.keys.allSatisfy { resting.contains($0) }
    }

    /// Files that the store refused, on their way to it once more: for who looks, they wait on.
    private var retried: [PendingFile] {
        guard storeRetry.failures > 0 else { return [] }
        return underWay.compactMap { files[$0] }.filter { $0.attempts > 0 }
    }

    private func waiting(
        _ retried: [PendingFile], besides running: [PipelineSnapshot.RunningFile]
    ) -> [PipelineSnapshot.WaitingFile] {
        let limit = PipelineSnapshot.waitingLimit
        let names = Set(running.map(\.name))
        let unread = retried.filter { !names.contains($0.source.name) }.map(\.ticket)
        let tickets = (resting.subtracting(archiving.keys) + unread).sorted().prefix(limit)
        return (tickets + intake.firstWaiting(limit - tickets.count)).compactMap {
            files[$0].map { file in
                PipelineSnapshot.WaitingFile(
                    name: file.source.name, sizeBytes: file.identity.size,
                    arrivedMicroseconds: file.discoveredAt, isRetried: file.attempts > 0)
            }
        }
    }

    /// The picture of this moment.
    func snapshot(
        now: UInt64, wallNow: Int64, settling: Int, running: [PipelineSnapshot.RunningFile]
    ) -> PipelineSnapshot {
        var picture = PipelineSnapshot()
        let retried = retried
        let oldest = (retried.map(\.readySince) + [intake.oldestReady].compactMap { $0 }).min()
        let lag = oldest.map { now > $0 ? now - $0 : 0 } ?? 0
        let sinceCommit = now > lastCommitMonotonic ? now - lastCommitMonotonic : 0
        if isStopped {
            picture.state = .stopped
        } else if stopping != nil {
            picture.state = .stopping
        } else if !troubles.isEmpty {
            picture.state = .degraded
        } else if !isStarted {
            picture.state = .starting
        } else if lag > 10_000_000_000, sinceCommit > 10_000_000_000 {
            picture.state = .stalled
        } else {
            picture.state = .running
        }
        picture.startedMicroseconds = startedAt
        picture.waitingFiles = intake.waitingCount + retried.count
        picture.settlingFiles = settling
        picture.archivePendingFiles = archiving.count
        picture.lagNanoseconds = lag
        picture.running = running
        picture.waiting = waiting(retried, besides: running)
        picture.totals = totals
        picture.lastCommitMicroseconds = lastCommit
        picture.lastError = lastError
        // An inbox that is gone has taken with it what lies in it, such as the store: it is what is to be seen to.
        let oldestFirst = troubles.sorted {
            $0.value.sinceMicroseconds < $1.value.sinceMicroseconds
        }
        picture.troubles =
            oldestFirst.filter { $0.key == Self.inbox }.map(\.value)
            + oldestFirst.filter { $0.key != Self.inbox }.map(\.value)
        picture.watching = watching
        return picture
    }
}
