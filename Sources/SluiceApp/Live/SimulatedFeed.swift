internal import Dispatch
package import SluiceCore
package import SluicePipeline
package import SluiceSystem
internal import Synchronization

/// The simulated feed of a station: drops files named `sim-…` into its inbox by the clock until it is stopped.
///
/// A class, because it runs on a queue of its own. It delivers through the inbox as any sender does, so that everything
/// behind it is the real thing.
package final class SimulatedFeed: Sendable {
    private struct Run {
        let number: Int
        let perMinute: Double
        let stop: DispatchSemaphore
        var files = 0
    }

    private struct State {
        var run: Run?
        var lastNumber = 0
    }

    /// Share of records with a fault and of files that come twice, in parts of a million.
    private static let faults = 20_000
    private static let copies = 10_000
    /// Most files a minute, and most records a file, that a feed may make.
    private static let limits = (filesPerMinute: 60_000, records: 100_000)
    /// So many files that the feed does not end by itself.
    private static let endless = 1_000_000_000

    private let system: System
    private let inbox: @Sendable () throws(SystemError) -> Directory
    private let changed: @Sendable (_ failure: String?) -> Void
    private let state = Mutex(State())
    private let deliveries = DispatchQueue(label: "sluice.feed")

    /// A feed that does not run; `changed` is told when it has delivered, has ended, or has failed and why.
    package init(
        system: System, inbox: @escaping @Sendable () throws(SystemError) -> Directory,
        changed: @escaping @Sendable (_ failure: String?) -> Void
    ) {
        self.system = system
        self.inbox = inbox
        self.changed = changed
    }

    /// How it is.
    package var current: StationSnapshot.Feed {
        state.withLock { state in
            state.run.map { .running(files: $0.files, perMinute: $0.perMinute) } ?? .off
        }
    }

    /// Starts it, or goes on at another pace. Returns at once.
    package func start(filesPerMinute: Int, records: Int) -> StationReply {
        let limits = Self.limits
        guard (1...limits.filesPerMinute).contains(filesPerMinute),
            (1...limits.records).contains(records)
        else {
            return .refused(
                "a feed makes 1 to \(limits.filesPerMinute) files a minute of 1 to \(limits.records) records"
            )
        }
        do throws(SystemError) {
            try run(
                plan(records, filesPerMinute: filesPerMinute),
                interval: 60e9 / Double(filesPerMinute)
            ) { _ in }
        } catch {
            return .refused("the inbox cannot be opened: \(error.reason)")
        }
        return .done
    }

    /// Delivers what a plan makes, in place of what is being delivered; returns at once. Throws when there is no inbox.
    ///
    /// - Parameters:
    ///   - interval: nanoseconds between two files; nil for as fast as it goes.
    ///   - completion: called once, on any queue, with what was delivered when it is through, was stopped, or failed.
    package func run(
        _ plan: SimulationPlan, interval: Double?,
        completion: @escaping @Sendable (Result<SimulationCounts, SystemError>) -> Void
    ) throws(SystemError) {
        let inbox = try self.inbox()
        stop()
        let stop = DispatchSemaphore(value: 0)
        let perMinute = interval.map { 60e9 / $0 } ?? 0
        let number = state.withLock { state in
            state.lastNumber += 1
            state.run = Run(number: state.lastNumber, perMinute: perMinute, stop: stop)
            return state.lastNumber
        }
        let simulation = Simulation(plan, system: system, inbox: inbox)
        deliveries.async { @Sendable [self] in
            completion(deliver(simulation, number, stop, interval: interval ?? 0))
        }
        changed(nil)
    }

    /// Stops it; fine when it does not run.
    package func stop() {
        let stopped = state.withLock { state in
            defer { state.run = nil }
            return state.run
        }
        guard let stopped else { return }
        stopped.stop.signal()
        changed(nil)
    }

    /// Stops it for good; `completion` is called on its queue once no unfinished file of it stands in the inbox.
    package func end(_ completion: @escaping @Sendable () -> Void) {
        stop()
        deliveries.async(execute: completion)
    }

    private func plan(_ records: Int, filesPerMinute: Int) -> SimulationPlan {
        let now = max(0, system.realtimeMicroseconds())
        var plan = SimulationPlan(seed: UInt64(now))
        plan.live = LiveReadings(start: now, interval: 60_000_000 / Int64(filesPerMinute))
        plan.files = Self.endless
        plan.rows = records
        plan.faults = [
            SimulationShare(partsPerMillion: Self.faults, kinds: SimulatedFault.allCases)
        ]
        plan.copiesPartsPerMillion = Self.copies
        return plan
    }

    private func deliver(
        _ simulation: Simulation, _ number: Int, _ stop: DispatchSemaphore, interval: Double
    ) -> Result<SimulationCounts, SystemError> {
        let start = DispatchTime.now().uptimeNanoseconds
        let result: Result<SimulationCounts, SystemError>
        do throws(SystemError) {
            let counts = try simulation.deliver { file in
                if file > 0 { count(file, number) }
                let due = start + UInt64(Double(file) * interval)
                return stop.wait(timeout: DispatchTime(uptimeNanoseconds: due)) == .timedOut
            }
            result = .success(counts)
        } catch {
            result = .failure(error)
        }
        let ended = state.withLock { state in
            guard state.run?.number == number else { return false }
            state.run = nil
            return true
        }
        if ended {
            if case .failure(let error) = result {
                changed(error.description)
            } else {
                changed(nil)
            }
        }
        return result
    }

    private func count(_ files: Int, _ number: Int) {
        state.withLock { state in
            if state.run?.number == number { state.run?.files = files }
        }
        changed(nil)
    }
}
