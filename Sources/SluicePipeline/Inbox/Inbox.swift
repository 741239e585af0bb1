@preconcurrency package import Dispatch
internal import SluiceCore
package import SluiceSystem

/// Watches the inbox and says which files have come to rest.
///
/// Kernel events are hints that make it fast; listings are the truth that makes it complete. Confined to the queue given to it,
/// which every call asserts and on which the handlers are called; only listing the directory happens elsewhere. Looks are made
/// in short slices, so that 100 000 files at once do not keep the queue from other work. A class, because it owns timers and a
/// watch with a beginning and an end.
package final class Inbox: @unchecked Sendable {  // every variable is touched on `queue` only
    /// Names looked at before other work of the queue gets its turn: about a millisecond.
    private static let looksInSlice = 128
    /// Names of a listing applied before other work of the queue gets its turn.
    private static let namesInSlice = 4096

    private let system: System
    private let queue: DispatchQueue
    private let listingQueue = DispatchQueue(label: "sluice.inbox.listing")
    private let open: @Sendable () throws(SystemError) -> Directory

    /// Told what a look saw of a name that is not ready: the file that settles, or nil when nothing is to be taken.
    package typealias SettlingHandler = @Sendable (_ name: [UInt8], _ file: InboxFile?) -> Void

    private var onReady: (@Sendable (InboxFile) -> Void)?
    private var onSettling: SettlingHandler = { _, _ in }
    private var onNotice: (@Sendable (InboxNotice) -> Void)?
    private var tracker: SettleTracker<FileIdentity>
    private var directory: Directory?
    private var watch: InboxWatch?
    private var settleTimer: QueueTimer?
    private var rescanTimer: QueueTimer?
    private var sliceIsQueued = false

    private var schedule: ListingSchedule
    private var hasListed = false
    private var failedListings = 0
    private var isPolling = false
    private var knownSymlinks: Set<[UInt8]> = []
    private var failedLooks: Set<[UInt8]> = []

    /// An inbox that does nothing before ``start(onReady:onNotice:)``.
    ///
    /// - Parameter open: opens the inbox by its path; called away from the queue, before each listing, to see whether another
    ///   directory has that path now.
    package init(
        system: System, queue: DispatchQueue, settings: InboxSettings = InboxSettings(),
        open: @escaping @Sendable () throws(SystemError) -> Directory
    ) {
        self.system = system
        self.queue = queue
        self.open = open
        schedule = ListingSchedule(interval: settings.rescanNanoseconds)
        tracker = SettleTracker(times: settings.times)
    }

    /// True for names of data files: they end in `.csv`, in any case, and do not start with a dot.
    package static func accepts(_ name: [UInt8]) -> Bool {
        guard name.count >= 4, name.first != UInt8(ascii: ".") else { return false }
        return zip(name.suffix(4), ".csv".utf8).allSatisfy { byte, expected in
            byte == expected || (65...90 ~= byte && byte + 32 == expected)
        }
    }

    /// Begins to watch and to list, once; the handlers are called on the queue until ``stop()``.
    package func start(
        onReady: @escaping @Sendable (InboxFile) -> Void,
        onSettling: @escaping SettlingHandler = { _, _ in },
        onNotice: @escaping @Sendable (InboxNotice) -> Void
    ) {
        dispatchPrecondition(condition: .onQueue(queue))
        self.onReady = onReady
        self.onSettling = onSettling
        self.onNotice = onNotice
        settleTimer = QueueTimer(system, queue: queue) { @Sendable [weak self] in self?.look() }
        rescanTimer = QueueTimer(system, queue: queue) { @Sendable [weak self] in self?.list() }
        list()
    }

    /// Stops watching; no handler is called any more. What settled is forgotten.
    package func stop() {
        dispatchPrecondition(condition: .onQueue(queue))
        (onReady, onNotice) = (nil, nil)
        onSettling = { _, _ in }
        (settleTimer, rescanTimer, watch) = (nil, nil, nil)
        tracker.forgetWaiting()
    }

    /// A file that was declared ready was dealt with, and its name may be used by the next.
    package func finished(_ name: [UInt8]) {
        dispatchPrecondition(condition: .onQueue(queue))
        schedule.finished(name)
        tracker.finished(name, now: system.monotonicNanoseconds())
        armSettleTimer()
    }

    /// A file that was declared ready changed while it was read: it settles again.
    package func again(_ name: [UInt8]) {
        dispatchPrecondition(condition: .onQueue(queue))
        tracker.again(name, now: system.monotonicNanoseconds())
        armSettleTimer()
    }

    /// Lists the inbox at once, or once more as soon as the listing under way is applied.
    package func rescanNow() {
        dispatchPrecondition(condition: .onQueue(queue))
        list()
    }

    /// Files that settle, without those that were declared ready.
    package var waitingCount: Int {
        dispatchPrecondition(condition: .onQueue(queue))
        return tracker.waitingCount
    }

    /// Names of the files that settle, in the order of their bytes.
    package var stillSettling: [[UInt8]] {
        dispatchPrecondition(condition: .onQueue(queue))
        return tracker.waitingNames.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// True when a listing was applied, none is under way and nothing settles: as far as known, nothing more comes.
    package var isQuiet: Bool {
        dispatchPrecondition(condition: .onQueue(queue))
        return hasListed && !schedule.isUnderWay && tracker.waitingCount == 0
    }

    // MARK: Looking

    private func armSettleTimer() {
        guard !sliceIsQueued, let due = tracker.nextDue else { return }
        settleTimer?.arm(at: due)
    }

    /// Looks at a slice of the names that are due, then makes way for other work of the queue.
    private func look() {
        guard onReady != nil, let directory else { return }
        let names = tracker.due(at: system.monotonicNanoseconds(), limit: Self.looksInSlice)
        for name in names { look(at: name, in: directory) }
        if names.count < Self.looksInSlice {
            armSettleTimer()
        } else if !sliceIsQueued {
            sliceIsQueued = true
            queue.async { @Sendable [self] in
                sliceIsQueued = false
                look()
            }
        }
    }

    private func look(at name: [UInt8], in directory: Directory) {
        let identity = identity(of: name, in: directory)
        let now = system.monotonicNanoseconds()
        switch tracker.looked(at: name, identity, now: now) {
        case .nothing:
            onSettling(name, nil)
        case .waiting:
            onSettling(name, identity.map { file(name, $0, firstSeen: now, now: now) })
        case .ready(let firstSeen):
            guard let identity else { return }
            if isOpenForWriting(name, in: directory) {
                tracker.refused(name, identity, now: now)
                onSettling(name, nil)
            } else {
                onReady?(file(name, identity, firstSeen: firstSeen, now: now))
            }
        }
    }

    /// The time of discovery is told by the monotonic clock, so that a jump of the wall clock cannot make it negative.
    private func file(
        _ name: [UInt8], _ identity: FileIdentity, firstSeen: UInt64, now: UInt64
    ) -> InboxFile {
        InboxFile(
            name: name, identity: identity,
            discoveredAt: system.realtimeMicroseconds()
                - Int64(clamping: (now - firstSeen) / 1_000),
            readySince: now)
    }

    private func identity(of name: [UInt8], in directory: Directory) -> FileIdentity? {
        do throws(SystemError) {
            let information = try directory.information(name)
            failedLooks.remove(name)
            switch information?.kind {
            case .regular?: return information?.identity
            case .symlink?: noticeSymlink(name)
            default: break
            }
        } catch {
            // Forgotten now, found again by the next listing.
            if failedLooks.insert(name).inserted { onNotice?(.lookFailed(name: name, error)) }
        }
        return nil
    }

    /// Asked of the file itself; one that cannot be opened is left to the taker, which reports why.
    private func isOpenForWriting(_ name: [UInt8], in directory: Directory) -> Bool {
        guard let descriptor = try? directory.openForReading(name) else { return false }
        return system.writerHasOpen(descriptor)
    }

    private func noticeSymlink(_ name: [UInt8]) {
        if knownSymlinks.insert(name).inserted { onNotice?(.symlinkIgnored(name: name)) }
    }

    // MARK: Hints

    private func readEvents() {
        guard let watch else { return }
        do throws(SystemError) {
            for event in try watch.read() { take(event) }
        } catch {
            startPolling(error)
        }
        look()
    }

    private func take(_ event: Inotify.Event) {
        let now = system.monotonicNanoseconds()
        switch event {
        case .movedIn(let name):
            if Self.accepts(name) { tracker.hint(.movedIn, name, now: now) }
        case .closedAfterWriting(let name):
            if Self.accepts(name) { tracker.hint(.closedAfterWriting, name, now: now) }
        case .overflowed:
            onNotice?(.overflowed)
            listSoon()
        case .watchGone:
            watch = nil
            listSoon()
        }
    }

    private func startPolling(_ error: SystemError) {
        watch = nil
        if !isPolling { onNotice?(.polling(error)) }
        isPolling = true
    }

    // MARK: Listing

    private func listSoon() {
        guard let time = schedule.soon(now: system.monotonicNanoseconds()) else { return }
        rescanTimer?.arm(at: time)
    }

    private func list() {
        guard onReady != nil, schedule.begin() else { return }
        let (held, isWatched) = (directory, watch != nil)
        listingQueue.async { @Sendable [self] in
            let started = system.monotonicNanoseconds()
            let outcome: Result<InboxListing, SystemError>
            do throws(SystemError) {
                outcome = .success(
                    try InboxListing(system, held: held, isWatched: isWatched, open: open))
            } catch {
                outcome = .failure(error)
            }
            let duration = system.monotonicNanoseconds() - started
            queue.async { @Sendable [self] in take(outcome, duration: duration) }
        }
    }

    private func take(_ outcome: Result<InboxListing, SystemError>, duration: UInt64) {
        guard onReady != nil else { return }
        schedule.spend(nanoseconds: duration)
        switch outcome {
        case .failure(let error):
            failedListings += 1
            let next = endListing()
            let now = system.monotonicNanoseconds()
            onNotice?(
                .unavailable(
                    error, attempt: failedListings,
                    retrySeconds: Double(next > now ? next - now : 0) / 1e9))
        case .success(let listing):
            if failedListings > 0 { onNotice?(.available) }
            failedListings = 0
            if listing.isNew { adopt(listing.directory) }
            if let watch = listing.watch { install(watch) }
            knownSymlinks.formIntersection(listing.symlinks)
            listing.symlinks.forEach(noticeSymlink)
            apply(listing, from: 0)
        }
    }

    private func adopt(_ directory: Directory) {
        self.directory = directory
        watch = nil
        tracker.forgetWaiting()
        onNotice?(.opened(directory))
    }

    private func install(_ outcome: Result<Inotify, SystemError>) {
        switch outcome {
        case .success(let inotify):
            watch = InboxWatch(inotify, queue: queue) { @Sendable [weak self] in
                self?.readEvents()
            }
            isPolling = false
            onNotice?(.watching)
        case .failure(let error):
            startPolling(error)
        }
    }

    /// Tells the tracker the names of a listing, slice by slice.
    private func apply(_ listing: InboxListing, from start: Int) {
        guard onReady != nil else { return }
        let end = min(start + Self.namesInSlice, listing.names.count)
        let now = system.monotonicNanoseconds()
        for name in listing.names[start..<end] where !schedule.isOutdated(name) {
            tracker.found(name, now: now)
        }
        schedule.spend(nanoseconds: system.monotonicNanoseconds() - now)
        if end < listing.names.count {
            queue.async { @Sendable [self] in apply(listing, from: end) }
        } else {
            hasListed = true
            endListing()
            onNotice?(.listed(files: listing.names.count))
        }
        look()
    }

    /// Answers when the next one begins, by the monotonic clock.
    @discardableResult
    private func endListing() -> UInt64 {
        let next = schedule.end(now: system.monotonicNanoseconds())
        rescanTimer?.arm(at: next)
        return next
    }
}
