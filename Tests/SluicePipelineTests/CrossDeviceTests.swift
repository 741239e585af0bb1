internal import Glibc

internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// Files that are moved to another file system.
@Suite struct CrossDeviceTests {
    @Test("a refused file for which there is no room is not begun to be copied")
    func noRoom() throws {
        let station = try TemporaryStation()
        try station.directory.write("", to: "outside/giant")
        // Without data blocks; reading it to its end would take hours.
        #expect(truncate(station.directory.path(of: "outside/giant"), 8 << 40) == 0)
        try station.open("outside").move(
            Array("giant".utf8), to: station.open("data"), as: Array("giant.csv".utf8))
        let probe = try station.pipeline(
            faults: FaultInjector { call, count in call == .rename && count > 1 ? EXDEV : nil })
        try probe.start()
        try probe.wait("an attempt without room") { probe in
            probe.failedAttempts.contains { $0.reason.contains("No space left") }
        }
        try probe.stop()
        #expect(station.inboxNames == ["giant.csv"])
    }
}
