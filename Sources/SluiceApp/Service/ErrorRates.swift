internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import Synchronization

/// The error rates of a running pipeline: counted from its events, asked for by the status.
///
/// A class, because the pipeline queue writes what the service queue reads.
final class ErrorRates: Sendable {
    /// The stretches that status shows, in minutes.
    static let minutes = [1, 5, 60]

    private let system: System
    private let window = Mutex(ErrorRateWindow())

    init(system: System) {
        self.system = system
    }

    /// Counts the records of committed files.
    func count(_ event: PipelineEvent) {
        guard case .filesCommitted(let receipts, _) = event else { return }
        window.withLock { window in
            for receipt in receipts where receipt.kind == .committed {
                window.add(
                    records: receipt.records, held: receipt.held,
                    arrivedNanoseconds: receipt.pending.readySince)
            }
        }
    }

    /// What was counted in each of ``minutes``, up to now.
    var current: [ErrorRateWindow.Counts] {
        let now = system.monotonicNanoseconds()
        return window.withLock { window in
            Self.minutes.map { window.counts(lastMinutes: $0, nowNanoseconds: now) }
        }
    }
}
