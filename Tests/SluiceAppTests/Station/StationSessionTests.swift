internal import SluiceApp
internal import SluiceCore
internal import SluiceTestKit
internal import Testing

@Suite("The station of a command line")
struct StationSessionTests {
    private let station: TestStation

    init() throws { station = try TestStation() }

    private func session(_ settings: String) throws -> StationSession {
        try station.directory.write(settings, to: "sluice.toml")
        let words = ["status", "--station", station.directory.path].map { Array($0.utf8) }
        let request = try CommandLineParser().parse(words)
        guard case .run(_, let invocation) = request else { throw CommandFailure(.usage, "") }
        return try StationSession(invocation, TestOutput().makeContext())
    }

    @Test(
        "its inbox is shown with its whole path",
        arguments: [("in", nil), ("/var/spool/in", "/var/spool/in")] as [(String, String?)])
    func inbox(_ name: String, _ shown: String?) throws {
        let session = try session("[directories]\ninbox = \"\(name)\"\n")
        #expect(session.shownInbox == shown ?? station.directory.path(of: name))
    }

    @Test("its alerts are as configured")
    func alerts() throws {
        let limits = try session("[alerts]\nerrorRateFor = \"2min\"\nfreeSpace = \"10TiB\"\n")
            .settings.alerts
        #expect(limits.errorRateSeconds == 120 && limits.freeBytes == 10 << 40)
    }
}
