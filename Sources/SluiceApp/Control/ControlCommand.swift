package import SluiceCore
package import SluicePipeline
package import SluiceSystem

/// One command that clients can give to the owner of a station; it counts once the ``ControlCatalog`` lists it.
package struct ControlCommand: Sendable {
    /// Its name in requests.
    package let name: String
    /// What it does, in one line.
    package let summary: String
    /// Does it and calls `answer` exactly once, on any queue. Called on the control queue; must return at once.
    package let run:
        @Sendable (
            _ arguments: JSONValue, _ service: ControlService,
            _ answer: @escaping @Sendable (ControlAnswer) -> Void
        ) -> Void

    /// Makes a command.
    package init(
        _ name: String, _ summary: String,
        run:
            @escaping @Sendable (
                JSONValue, ControlService, @escaping @Sendable (ControlAnswer) -> Void
            ) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.run = run
    }
}

/// What the commands of the control socket work with.
package struct ControlService: Sendable {
    /// The live picture, and the commands of a console.
    package let link: any StationLink
    /// The document of `status`.
    package let status: @Sendable () -> [UInt8]
    /// Takes files by path and tells, in any order, what became of each.
    package let ingest:
        @Sendable (
            _ paths: [[UInt8]], _ completion: @escaping @Sendable ([FileOutcome]) -> Void
        ) -> Void
    /// Delivers a simulation, a file every so many nanoseconds or all at once, and tells what was delivered.
    package let simulate:
        @Sendable (
            _ plan: SimulationPlan, _ interval: Double?,
            _ completion: @escaping @Sendable (Result<SimulationCounts, SystemError>) -> Void
        ) -> Void

    /// Makes a service.
    package init(
        link: any StationLink, status: @escaping @Sendable () -> [UInt8],
        ingest:
            @escaping @Sendable (
                [[UInt8]], @escaping @Sendable ([FileOutcome]) -> Void
            ) -> Void,
        simulate:
            @escaping @Sendable (
                SimulationPlan, Double?,
                @escaping @Sendable (Result<SimulationCounts, SystemError>) -> Void
            ) -> Void
    ) {
        self.link = link
        self.status = status
        self.ingest = ingest
        self.simulate = simulate
    }
}
