internal import Dispatch
internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

/// An inbox in a temporary station, with everything it said; waits for what must come, never for time to pass.
final class InboxProbe: Sendable {
    private struct Heard {
        var ready: [InboxFile] = []
        var notices: [InboxNotice] = []
    }

    let station: TemporaryDirectory
    let queue = DispatchQueue(label: "test.inbox")
    let inbox: Inbox
    private let heard = Mutex(Heard())
    private let changed = DispatchSemaphore(value: 0)

    /// Rescans only at the start unless `rescans` is true; short settle times.
    init(rescans: Bool = false, makeInbox: Bool = true, faults: FaultInjector? = nil) throws {
        station = try TemporaryDirectory()
        if makeInbox { try station.makeDirectory("data") }
        let system = System(faults: faults)
        let path = Array(station.path(of: "data").utf8)
        let settings = InboxSettings(
            rescanNanoseconds: rescans ? 10_000_000 : 3_600_000_000_000,
            times: SettleTimes(closedNanoseconds: 20_000_000, unheardNanoseconds: 50_000_000))
        inbox = Inbox(system: system, queue: queue, settings: settings) {
            () throws(SystemError) in try system.openDirectory(path: path)
        }
    }

    deinit { queue.sync { inbox.stop() } }

    /// Starts it and waits until the first listing was applied, or the inbox was found missing.
    func start() {
        queue.sync {
            inbox.start(
                onReady: { @Sendable [weak self] file in
                    self?.heard.withLock { $0.ready.append(file) }
                    self?.changed.signal()
                },
                onNotice: { @Sendable [weak self] notice in
                    self?.heard.withLock { $0.notices.append(notice) }
                    self?.changed.signal()
                })
        }
        wait("a first listing") { $0.contains(.listed) || $0.contains(.unavailable) }
    }

    /// What it said so far.
    struct Report {
        enum Kind { case opened, unavailable, available, watching, polling, overflowed, listed }
        let names: [String]
        let files: [InboxFile]
        let notices: [InboxNotice]

        func count(_ kind: Kind) -> Int {
            notices.count { notice in
                switch (notice, kind) {
                case (.opened, .opened), (.unavailable, .unavailable), (.available, .available),
                    (.watching, .watching), (.polling, .polling), (.overflowed, .overflowed),
                    (.listed, .listed):
                    return true
                default: return false
                }
            }
        }

        func contains(_ kind: Kind) -> Bool { count(kind) > 0 }

        /// The failed attempts at the inbox, as they were told.
        var attempts: [(number: Int, retrySeconds: Double)] {
            notices.compactMap {
                if case .unavailable(_, let attempt, let seconds) = $0 {
                    (attempt, seconds)
                } else {
                    nil
                }
            }
        }

        var symlinks: [String] {
            notices.compactMap {
                if case .symlinkIgnored(let name) = $0 { PathText.shown(name) } else { nil }
            }
        }

        var failedLooks: [String] {
            notices.compactMap {
                if case .lookFailed(let name, _) = $0 { PathText.shown(name) } else { nil }
            }
        }
    }

    var report: Report {
        heard.withLock { heard in
            Report(
                names: heard.ready.map { PathText.shown($0.name) }, files: heard.ready,
                notices: heard.notices)
        }
    }

    /// Waits until the condition holds, woken by each thing the inbox says; fails at the caller's line after 30 s.
    func wait(
        _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: (Report) -> Bool
    ) {
        let deadline = DispatchTime.now() + Patience.seconds(30)
        while !condition(report) {
            guard changed.wait(timeout: deadline) == .success else {
                Issue.record(what, sourceLocation: sourceLocation)
                return
            }
        }
    }

    /// Waits for one more complete listing than there were.
    func waitForListings(
        _ more: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let before = report.count(.listed)
        wait("\(more) more listings", sourceLocation: sourceLocation) {
            $0.count(.listed) >= before + more
        }
    }

    /// The inbox, opened for the test.
    func directory() throws -> Directory {
        try System().openDirectory(path: Array(station.path(of: "data").utf8))
    }

    /// Writes a file outside the inbox and moves it in.
    func moveIn(_ name: String, _ text: String = "a,b\n") throws {
        try station.write(text, to: "outside")
        let outside = try System().openDirectory(path: station.pathBytes)
        try outside.move(Array("outside".utf8), to: directory(), as: Array(name.utf8))
    }

    /// Runs a call of the inbox on its queue.
    func onQueue<Result>(_ body: (Inbox) throws -> Result) rethrows -> Result {
        try queue.sync { try body(inbox) }
    }
}
