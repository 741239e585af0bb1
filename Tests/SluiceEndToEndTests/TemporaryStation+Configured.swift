internal import SluiceTestKit

extension TemporaryStation {
    /// A station whose files settle as fast as its configuration allows.
    static func configured() throws -> TemporaryStation {
        let station = try TemporaryStation()
        try station.directory.write(
            """
            [inbox]
            rescanInterval = "100ms"
            settleClosed = "10ms"
            settleQuiet = "20ms"

            """, to: "sluice.toml")
        return station
    }
}

extension TemporaryStation {
    /// What did not come to be within the time allowed.
    struct TimedOut: Error {
        let what: String
    }

    /// Looks again and again until a condition holds: for what another process does, which tells of nothing.
    func waitUntil(_ what: String, _ condition: (TemporaryStation) -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(30 * Patience.factor)
        while !condition(self) {
            guard ContinuousClock.now < deadline else { throw TimedOut(what: what) }
        }
    }

    /// Starts an owner without a console, and waits until it answers at its control socket.
    func startOwner() throws -> ChildProcess {
        let owner = try start(["--headless"])
        try waitUntil("the control socket") { station in
            station.directory.names(in: "logs/control").contains("socket")
        }
        return owner
    }
}
