internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

internal import Glibc

/// What goes wrong around an inbox: it goes on, says so, and loses nothing.
@Suite(.serialized) struct InboxFaultTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func withoutInotifyFilesAreFoundByRescans() throws {
        let faults = FaultInjector { call, _ in call == .inotify ? ENOSPC : nil }
        let probe = try InboxProbe(rescans: true, faults: faults)
        probe.start()
        try probe.moveIn("a.csv")
        probe.wait("the file") { $0.names == ["a.csv"] }
        #expect(probe.report.count(.polling) == 1)
        #expect(!probe.report.contains(.watching))
    }

    @Test func inotifyIsTakenUpAgainWhenTheLimitIsGone() throws {
        let faults = FaultInjector { call, count in call == .inotify && count < 3 ? EMFILE : nil }
        let probe = try InboxProbe(rescans: true, faults: faults)
        probe.start()
        probe.wait("a watch") { $0.contains(.watching) }
        #expect(probe.report.count(.polling) == 1)
    }

    @Test func aMissingInboxIsToldWithEveryAttemptAndTakenUpWhenItComes() throws {
        let probe = try InboxProbe(rescans: true, makeInbox: false)
        probe.start()
        probe.wait("three attempts") { $0.count(.unavailable) >= 3 }
        try probe.station.write("x", to: "data/a.csv")
        probe.wait("the file") { $0.names == ["a.csv"] }
        let attempts = probe.report.attempts
        #expect(attempts.map(\.number) == Array(1...attempts.count))
        #expect(attempts.allSatisfy { $0.retrySeconds > 0 })
        #expect(probe.report.count(.available) == 1)
        #expect(probe.report.count(.opened) == 1)
    }

    @Test func anInboxThatCannotBeListedIsTriedAgain() throws {
        let faults = FaultInjector { call, count in call == .list && 2...4 ~= count ? EIO : nil }
        let probe = try InboxProbe(rescans: true, faults: faults)
        probe.start()
        probe.wait("its return") { $0.contains(.available) }
        #expect(probe.report.attempts.map(\.number) == [1, 2, 3])
        try probe.moveIn("a.csv")
        probe.wait("the file") { $0.names == ["a.csv"] }
        #expect(probe.report.count(.opened) == 1)
    }

    @Test func anotherDirectoryAtThePathIsTakenUp() throws {
        let probe = try InboxProbe(rescans: true)
        probe.start()
        rename(probe.station.path(of: "data"), probe.station.path(of: "old"))
        try probe.station.write("x", to: "data/a.csv")
        probe.wait("the file") { $0.names == ["a.csv"] }
        probe.wait("the new directory") { $0.count(.opened) == 2 }
        try probe.moveIn("b.csv")
        probe.wait("a file in the new directory") { $0.names.contains("b.csv") }
    }

    @Test func aNameThatCannotBeLookedAtIsTriedAgain() throws {
        let faults = FaultInjector { call, count in call == .stat && count < 4 ? EIO : nil }
        let probe = try InboxProbe(rescans: true, faults: faults)
        probe.start()
        try probe.moveIn("a.csv")
        probe.wait("the file") { $0.names == ["a.csv"] }
        #expect(probe.report.failedLooks == ["a.csv"])
    }

    @Test func lostEventsAreFoundByAListing() throws {
        let probe = try InboxProbe()
        probe.start()
        let directory = try probe.directory()
        // More than the kernel keeps (16 384 by default) while nobody reads them.
        var text = [UInt8](repeating: 0, count: 32)
        let limit = try System().openForReading(
            path: bytes("/proc/sys/fs/inotify/max_queued_events"))
        let length = try System().read(limit, into: &text, at: 0)
        let digits = text[..<length].prefix { $0 != 10 }
        let count = try #require(Int(String(decoding: digits, as: UTF8.self))) + 500
        try probe.onQueue { _ in
            for number in 0..<count { _ = try directory.create(bytes("\(number).csv")) }
        }
        probe.wait("all files") { $0.names.count == count }
        #expect(Set(probe.report.names).count == count)
        #expect(probe.report.contains(.overflowed))
    }
}
