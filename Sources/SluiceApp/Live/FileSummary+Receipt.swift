internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem

extension FileSummary {
    /// A file that was just committed; the stages' times are in nanoseconds.
    init(
        _ receipt: CommitReceipt, _ nanoseconds: [StageTiming.Stage: UInt64],
        _ wallMicroseconds: Int64
    ) {
        let phase: Phase
        switch receipt.kind {
        case .committed: phase = receipt.held + receipt.discarded > 0 ? .partial : .stored
        case .duplicate: phase = .duplicate
        case .rejected(let findings): phase = .rejected(findings.first?.code ?? .format)
        }
        self.init(
            id: receipt.fileID, name: PathText.ledgerName(receipt.pending.source.name),
            phase: phase, sizeBytes: receipt.identity.size,
            arrivedMicroseconds: receipt.pending.discoveredAt)
        records = receipt.records
        stored = receipt.stored
        held = receipt.held
        discarded = receipt.discarded
        committedMicroseconds = wallMicroseconds
        let work = (nanoseconds[.parse] ?? 0) + (nanoseconds[.store] ?? 0)
        milliseconds = Self.milliseconds(work)
        stages = nanoseconds.mapValues(Self.milliseconds)
        dataset = receipt.datasetName ?? ""
    }

    private static func milliseconds(_ nanoseconds: UInt64) -> Int {
        Int((nanoseconds + 500_000) / 1_000_000)
    }
}
