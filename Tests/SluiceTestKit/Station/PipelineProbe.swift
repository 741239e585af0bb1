internal import Dispatch
package import SluicePipeline
internal import SluiceSystem
internal import Synchronization

/// A pipeline under test and all it said; waits for what must come, never for time to pass.
package final class PipelineProbe: Sendable {
    /// What did not come within the time allowed, which is far more than it can need.
    package struct TimedOut: Error, CustomStringConvertible {
        /// What was waited for.
        package let what: String
        /// One line for a failed test.
        package var description: String { "no \(what) within \(PipelineProbe.secondsAllowed) s" }
    }

    static let secondsAllowed = Patience.seconds(60)

    /// The pipeline.
    package let pipeline: Pipeline
    private let heard: Heard

    private final class Heard: Sendable {
        let events = Mutex<[PipelineEvent]>([])
        let changed = DispatchSemaphore(value: 0)
    }

    init(
        system: System, station: Pipeline.Station, settings: PipelineSettings,
        onEvent: @escaping @Sendable (PipelineEvent) -> Void
    ) {
        let heard = Heard()
        self.heard = heard
        pipeline = Pipeline(system: system, station: station, settings: settings) { event in
            onEvent(event)
            heard.events.withLock { $0.append(event) }
            heard.changed.signal()
        }
    }

    /// What it said so far.
    package var events: [PipelineEvent] { heard.events.withLock { $0 } }

    /// What committed groups said of their files, in order.
    package var receipts: [CommitReceipt] {
        events.flatMap { event -> [CommitReceipt] in
            if case .filesCommitted(let receipts, _) = event { return receipts }
            return []
        }
    }

    /// Where files were archived, in order.
    package var archivedNames: [String] {
        events.compactMap { event -> String? in
            if case .fileArchived(_, let name) = event { return name }
            return nil
        }
    }

    /// What was to be tried again, in order.
    package var failedAttempts: [(what: String, reason: String, attempt: Int)] {
        events.compactMap { event -> (String, String, Int)? in
            if case .attemptFailed(let what, let reason, _, let attempt, _) = event {
                return (what, reason, attempt)
            }
            return nil
        }
    }

    /// What an operator must look at.
    package var alarms: [String] {
        events.compactMap { event -> String? in
            if case .alarm(let text) = event { return text }
            return nil
        }
    }

    /// Starts it and waits for its start.
    package func start(
        watchingInbox: Bool = true, patience: Pipeline.StartPatience = .none
    ) throws {
        let failure = try answer("start") { done in
            pipeline.start(watchingInbox: watchingInbox, patience: patience, completion: done)
        }
        if let failure { throw failure }
    }

    /// Lets it take all there is.
    package func drain() throws -> DrainResult {
        try answer("end of the run") { pipeline.drain(completion: $0) }
    }

    /// Lets it take files by their paths.
    package func ingest(_ paths: [[UInt8]]) throws -> [IngestResult] {
        try answer("end of the files") { pipeline.ingest(paths, completion: $0) }
    }

    /// Stops it.
    package func stop() throws {
        try answer("stop") { done in pipeline.stop { done(()) } }
    }

    /// Waits until a condition holds, looked at after each event.
    package func wait(_ what: String, until condition: (PipelineProbe) -> Bool) throws {
        let deadline = DispatchTime.now() + Self.secondsAllowed
        while !condition(self) {
            guard heard.changed.wait(timeout: deadline) == .success else {
                throw TimedOut(what: what)
            }
        }
    }

    private func answer<Answer: Sendable>(
        _ what: String, _ body: (@escaping @Sendable (Answer) -> Void) -> Void
    ) throws -> Answer {
        let done = DispatchSemaphore(value: 0)
        let holder = AnswerBox<Answer>()
        body { answer in
            holder.set(answer)
            done.signal()
        }
        guard done.wait(timeout: .now() + Self.secondsAllowed) == .success,
            let answer = holder.value
        else { throw TimedOut(what: what) }
        return answer
    }
}

/// Carries an answer from one queue to the thread that waits for it.
private final class AnswerBox<Answer: Sendable>: Sendable {
    private let held = Mutex<Answer?>(nil)

    var value: Answer? { held.withLock { $0 } }

    func set(_ answer: Answer) { held.withLock { $0 = answer } }
}
