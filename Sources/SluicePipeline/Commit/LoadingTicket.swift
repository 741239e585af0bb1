internal import Synchronization

package import SluiceCore

/// A big file on its way into the store in steps: what its worker and the writer know of each other.
///
/// A class, because both sides look at the same flag: the writer raises it when a step failed, the worker then stops.
package final class LoadingTicket: Sendable {
    /// The file.
    package let pending: PendingFile
    /// The dataset that judges it.
    package let dataset: Dataset
    /// Its header's bytes: kept in the ledger from the start, for the quarantine files that a restart has to write.
    package let header: [UInt8]
    private let failed = Atomic<Bool>(false)

    /// A ticket for a file whose header is known.
    package init(pending: PendingFile, dataset: Dataset, header: [UInt8]) {
        self.pending = pending
        self.dataset = dataset
        self.header = header
    }

    /// True once a step could not be written; what follows for this ticket is thrown away.
    package var hasFailed: Bool { failed.load(ordering: .acquiring) }

    /// Raised on the writer queue when a step could not be written.
    package func fail() { failed.store(true, ordering: .releasing) }
}
